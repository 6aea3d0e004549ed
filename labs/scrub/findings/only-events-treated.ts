import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { maskCanaries } from '#grading/experiments/leaks/mask.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { leakFacts, pipelineFacts, storeFacts } from './facts.ts';
import { readable, storedLeaks } from './leaking.ts';
import { sayPlace, WHAT } from './words.ts';

/**
 * The span of every declined payment, which has an event, is clean, and the same span of every accepted one, which has none,
 * is not: so it is where statements are run once for every event. A rule that misses one sort of cards leaves another
 * accepted payment clean.
 */
export const onlyEventsTreated = diagnosis(['only-events-treated'], (seen: LeaksSeen) => {
  const leaks = storedLeaks(seen);
  const open = readable(leaks);
  if (open.some(({ span }) => span.events.length > 0)) return undefined;
  for (const leak of open.filter(({ place }) => place === 'attribute')) {
    const twins = twinsOf(leak, seen);
    const isClean = ({ span }: Twin) => !leaks.some((one) => one.span === span);
    const [treated, others] = [twins.filter(hasEvent), twins.filter((one) => !hasEvent(one))];
    const [twin] = treated;
    if (!twin || !treated.every(isClean) || others.length === 0 || others.some(isClean)) continue;
    return {
      ...{ status: 'fail', finding: 'only-events-treated' },
      values: {
        ...{ span: leak.span.name, clean: `checkout ${twin.probe.id}`, leaking: `checkout ${leak.probe.id}` },
        ...{ what: WHAT[leak.secret], key: sayPlace(leak) },
      },
      evidence: [
        ...leakFacts([leak]),
        spanFact(twin.span, `Checkout ${twin.probe.id}: it has an event, and no value of a customer.`),
        ...storeFacts(seen),
        ...pipelineFacts(seen),
      ],
    };
  }
  return undefined;
});

interface Twin {
  probe: LeakProbe;
  span: Span;
}

function hasEvent({ span }: Twin): boolean {
  return span.events.length > 0;
}

/** The same span of other checkouts in the same store. */
function twinsOf(
  { store, span, probe }: { store: Store; span: Span; probe: LeakProbe },
  { probes }: LeaksSeen,
): Twin[] {
  const named = ({ name }: Span, { canary }: LeakProbe) => maskCanaries(name, [canary]);
  return probes.flatMap((other) =>
    (other.stored[store] ?? [])
      .filter(
        (one) =>
          other.id !== probe.id &&
          one.service === span.service &&
          one.kind === span.kind &&
          named(one, other) === named(span, probe),
      )
      .map((one) => ({ probe: other, span: one })),
  );
}
