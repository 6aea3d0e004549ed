import type { PartStatus, Runtime } from '#runtimes/runtime.ts';
import { wrapRuntime } from '#runtimes/wrap-runtime.ts';
import { OPTIONAL, type OptionalPart, type Part } from '#system/part-names.ts';
import { brokenBench } from './bench-faults/broken-bench.ts';
import type { Check, CheckContext } from './check.ts';
import type { Judgement } from './judgement.ts';

/**
 * Runs a check on the bench as its lab sees it: with the optional parts it needs, and without the others, which may
 * come and go. One it needs that is not ready is the bench's fault, before anything is asked of the learner's work.
 */
export async function runCheck(check: Check, context: CheckContext): Promise<Judgement> {
  const needs = context.setup.parts;
  const runtime = seenBy(needs, context.runtime);
  // For a part that is just starting the check waits.
  const away = runtime
    .status()
    .find(({ part, state }) => isAmong(needs, part) && state !== 'ready' && state !== 'starting');
  if (away) return brokenBench(away.part, away.reason ?? whyAway(away));
  return check({ ...context, runtime });
}

function whyAway({ state }: PartStatus): string {
  if (state === 'building' || state === 'absent')
    return 'it is built and started since its lab was opened; the page says how far that is';
  return `its state is “${state}”`;
}

function seenBy(needs: readonly OptionalPart[], runtime: Runtime): Runtime {
  const concerns = (part: Part) => !isAmong(OPTIONAL, part) || isAmong(needs, part);
  const status = (): PartStatus[] => {
    const statuses = runtime.status().filter(({ part }) => concerns(part));
    const lacking = needs.filter((need) => statuses.every(({ part }) => part !== need));
    return [...statuses, ...lacking.map((part) => notRun(part, runtime.name))];
  };
  return wrapRuntime(runtime, {
    status,
    watch: (listener, signal) =>
      runtime.watch((changed) => {
        if (concerns(changed.part)) listener(changed);
      }, signal),
    health: async (signal) => (await runtime.health(signal)).filter(({ part }) => concerns(part)),
  });
}

function notRun(part: OptionalPart, name: Runtime['name']): PartStatus {
  const reason =
    name === 'local'
      ? `this bench runs without it; it comes when the lab is opened in the page, or with npm start -- --with ${part}`
      : `a bench on ${name} does not run it`;
  return { part, state: 'absent', generation: 0, since: 0, reason };
}

function isAmong(list: readonly Part[], part: Part): boolean {
  return list.includes(part);
}
