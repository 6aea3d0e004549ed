import type { CompileErrorSchema, PartView, WaitingFile } from '#api/events.ts';
import { titleAtStart } from '#system/part-title.ts';
import type { RuntimeName } from '#system/runtime-name.ts';
import type { BenchState } from '../server/bench-state.ts';
import { notRunning, notRunningWords, refusedFiles } from './not-running.ts';
import { times } from './status-texts.ts';

export type CompileError = (typeof CompileErrorSchema)['_zod']['output'];

/** Something that stands in the way of the lab, with the one thing that mends it. */
export interface Trouble {
  /** Tells it from the others, and stays while it lasts. */
  key: string;
  words: string;
  /** Another runtime, on which the bench may start where it did not start on this one. */
  instead?: { runtime: RuntimeName; where: string };
  mend?:
    | { restart: string }
    | { open: { path: string; line: number; column: number } }
    | { up: true }
    | { deploy: true };
}

/**
 * What stands in the way of a lab now: parts that are down, services that do not compile or come from another lab's
 * files, a bench that did not start.
 */
export function troublesOf(
  state: BenchState,
  { lab, needs = [] }: { lab: string; needs?: readonly string[] },
  titleOf: (lab: string) => string | undefined,
): Trouble[] {
  const { mode, connected, ready, reason, phases, parts, running } = state;
  if (mode !== 'bench' || !connected) return [];
  const stopped = phases.find(({ state }) => state === 'failed');
  if (!ready) {
    // While it starts, the status line in the header says how far it is.
    if (!stopped) return [];
    const words = `The bench stopped at “${stopped.title}”: ${reason ?? ''}`;
    return [{ key: 'up', words, ...insteadOf(state), mend: { up: true } }];
  }
  const other = running && running.lab !== lab ? running.lab : undefined;
  const ofParts = parts.flatMap((part) => (other ? undefined : notBuilt(part)) ?? isDown(part) ?? []);
  const coming = needs.flatMap((part) => isComing(state, part) ?? []);
  const files = refusedFiles(state, lab).map(refused);
  const waiting = notRunning(state, lab);
  return [
    ...(other === undefined ? [] : [otherLab(titleOf(other))]),
    ...ofParts,
    ...files,
    ...coming,
    ...(waiting
      ? [{ key: NOT_RUNNING_KEY, words: `${notRunningWords(waiting)}.`, mend: { deploy: true } as const }]
      : []),
  ];
}

/** The key of the notice that saved files do not run yet: it is to be known, and no fault. */
export const NOT_RUNNING_KEY = 'not-running';

/** The compile errors in a lab's files; what another lab's files say at the same places is not theirs. */
export function compileErrorsOf({ parts, running }: BenchState, lab: string): CompileError[] {
  if (running && running.lab !== lab) return [];
  return parts.flatMap(({ build }) => (build?.state === 'failed' ? build.errors : []));
}

/** A part that the lab needs and that is not there yet, with how far it is. */
function isComing({ parts, phases }: BenchState, part: string): Trouble | undefined {
  const { state } = parts.find((one) => one.part === part) ?? { state: 'absent' };
  if (state !== 'absent' && state !== 'building' && state !== 'starting') return undefined;
  const phase = phases.find(({ id, state: now }) => now === 'running' && id.endsWith(`-${part}`));
  const how = phase ? `${phase.title}, ${times(phase)}` : 'it is built and started as soon as its turn comes';
  return { key: `coming-${part}`, words: `This lab needs ${titleAtStart(part)}: ${how}.` };
}

function otherLab(title: string | undefined): Trouble {
  return {
    key: 'other-lab',
    words: `The services run the files of ${title === undefined ? 'another lab' : `“${title}”`}. A check builds them from this lab’s.`,
    mend: { deploy: true },
  };
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

function refused({ path, line = 1, message = '' }: WaitingFile): Trouble {
  const words = `${path.split('/').at(-1)} line ${line} is refused, and what ran before goes on: ${shorten(message)}`;
  return { key: path, words, mend: { open: { path, line, column: 1 } } };
}

function isDown({ part, state, reason }: PartView): Trouble | undefined {
  if (state !== 'dead' && state !== 'failed' && state !== 'stopped') return undefined;
  const words = `${titleAtStart(part)} is down${reason ? `: ${shorten(reason)}` : '.'}`;
  return { key: part, words, mend: { restart: part } };
}

/** The whole reason, with the part's last line in it, is in the status panel. */
function shorten(reason: string): string {
  return reason.length > MOST ? `${reason.slice(0, MOST)}…` : reason;
}

const MOST = 120;
