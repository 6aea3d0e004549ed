import { setTimeout as wait } from 'node:timers/promises';
import { causeUnder } from '#runtimes/deploy/dependencies.ts';
import type { PartStatus } from '#runtimes/runtime.ts';
import { BENCH_PARTS, type BenchPart, type Part, SERVICES, type Service } from '#system/part-names.ts';
import { isService } from '../charts/workloads.ts';
import { ToolFailed } from '../cluster/tool-failure.ts';
import type { KindSession } from '../session.ts';

interface Waiting {
  session: Pick<KindSession, 'states' | 'pods'>;
  isBuilt: (service: Service) => boolean;
  detail: (text: string) => void;
  signal: AbortSignal;
}

/** How long all parts together may take to become ready, in milliseconds. */
const READY_WITHIN = 240_000;
/** Milliseconds: the node repeats a pull that failed; a pull that still fails then has no image to get. */
const PULLS_WITHIN = 20_000;
/** Milliseconds: a service is down for so long between two starts only where its program ends by itself each time. */
const ENDS_BY_ITSELF = 8000;

/**
 * Waits for all parts; throws ToolFailed early where one can never come, and says which. A service that does not compile,
 * or ends by itself, is the learner's to repair and holds up nobody: the result names it.
 */
export async function untilReady({ session, isBuilt, detail, signal }: Waiting): Promise<string | undefined> {
  const { states, pods } = session;
  const until = performance.now() + READY_WITHIN;
  let failedSince: number | undefined;
  for (;;) {
    const learnersFault = new Set<Part>(
      SERVICES.filter((service) => !isBuilt(service) || endsByItself(states.of(service))),
    );
    const missing = BENCH_PARTS.filter(
      (part) =>
        states.of(part).state !== 'ready' &&
        !learnersFault.has(part) &&
        !(isService(part) && causeUnder(part, learnersFault)),
    );
    if (missing.length === 0) {
      detail('');
      return describeAll([...learnersFault] as Service[], isBuilt, states.of);
    }
    const waitsFor = missing.map((part) => describe(states.of(part)));
    detail(waitsFor.join('; ').slice(0, 300));
    const hopeless = missing.some(
      (part) => states.of(part).state === 'failed' && pods.of(part)?.running === false,
    );
    failedSince = hopeless ? (failedSince ?? performance.now()) : undefined;
    const givenUp = failedSince !== undefined && performance.now() - failedSince > PULLS_WITHIN;
    if (givenUp || performance.now() > until) throw new ToolFailed(waitsFor.join('\n'));
    await wait(250, undefined, { signal });
  }
}

function endsByItself({ state, lastExit, since }: PartStatus): boolean {
  const own = lastExit !== undefined && lastExit.signal === null && !lastExit.afterReady;
  return state === 'dead' && own && Date.now() - since > ENDS_BY_ITSELF;
}

function describeAll(
  services: readonly Service[],
  isBuilt: (service: Service) => boolean,
  of: (part: BenchPart) => PartStatus,
): string | undefined {
  const all = services.map((service) =>
    isBuilt(service) ? describe(of(service)) : `${service} could not be built`,
  );
  return all.length > 0 ? all.join('; ') : undefined;
}

function describe({ part, state, reason }: PartStatus): string {
  return `${part} is ${state}${reason ? `: ${reason}` : ''}`;
}
