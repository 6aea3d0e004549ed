import type { PartView } from '#api/events.ts';
import type { BenchState } from './bench-state.ts';
import type { RuntimeName } from './runtime-choice.ts';

/** Something that stands in the way of the lab, with the one thing that mends it. */
export interface Trouble {
  /** Tells it from the others, and stays while it lasts. */
  key: string;
  words: string;
  /** Another runtime, on which the bench may start where it did not start on this one. */
  instead?: { runtime: RuntimeName; where: string };
  mend?: { restart: string } | { open: { path: string; line: number; column: number } } | { up: true };
}

/** What stands in the way now: parts that are down, services that do not compile, a bench that did not start. */
export function troublesOf(state: BenchState): Trouble[] {
  const { mode, connected, ready, reason, phases, parts } = state;
  if (mode !== 'bench' || !connected) return [];
  const stopped = phases.find(({ state }) => state === 'failed');
  if (!ready) {
    // While it starts, the pill above says how far it is.
    if (!stopped) return [];
    const words = `The bench stopped at “${stopped.title}”: ${reason ?? ''}`;
    return [{ key: 'up', words, ...insteadOf(state), mend: { up: true } }];
  }
  return parts.flatMap((part) => notBuilt(part) ?? isDown(part) ?? []);
}

function insteadOf({ runtimes }: BenchState): Pick<Trouble, 'instead'> {
  const other = runtimes?.choices.find(({ name, unusable }) => name !== runtimes.name && !unusable);
  return other ? { instead: { runtime: other.name, where: other.where } } : {};
}

function notBuilt({ part, build }: PartView): Trouble | undefined {
  if (build?.state !== 'failed') return undefined;
  const [first] = build.errors;
  if (!first) return { key: part, words: `${part} did not compile.` };
  const more = build.errors.length > 1 ? `, and ${build.errors.length - 1} more` : '';
  const { file: path, line, column } = first;
  return {
    key: part,
    words: `${part} did not compile: ${path.split('/').at(-1)} line ${line}${more}`,
    mend: { open: { path, line, column } },
  };
}

function isDown({ part, state, reason }: PartView): Trouble | undefined {
  if (state !== 'dead' && state !== 'failed' && state !== 'stopped') return undefined;
  const words = `${NAMES[part] ?? part} is down${reason ? `: ${shorten(reason)}` : '.'}`;
  return { key: part, words, mend: { restart: part } };
}

/** The whole reason, with the part's last line in it, is behind the pill in the header. */
function shorten(reason: string): string {
  return reason.length > MOST ? `${reason.slice(0, MOST)}…` : reason;
}

const MOST = 120;

const NAMES: Record<string, string> = {
  postgres: 'Postgres',
  rabbitmq: 'RabbitMQ',
  tempo: 'Tempo',
  collector: 'The Collector',
  prometheus: 'Prometheus',
  jaeger: 'Jaeger',
  loki: 'Loki',
  cluster: 'The cluster',
};
