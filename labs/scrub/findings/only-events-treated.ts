import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact } from '#grading/evidence.ts';
import { maskCanaries } from '#grading/experiments/leaks/mask.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { leakFacts, pipelineFacts, storeFacts } from './facts.ts';
import { readable, storedLeaks } from './leaking.ts';
import { sayPlace, WHAT } from './words.ts';

/**
 * The span of a declined payment, which has an event, is clean, and the same span of an accepted one, which has none, is
 * not: so it is where statements are run once for every event.
 */
export const onlyEventsTreated = diagnosis(['only-events-treated'], (seen: LeaksSeen) => {
  const leaks = storedLeaks(seen);
  const open = readable(leaks);
  if (open.some(({ span }) => span.events.length > 0)) return undefined;
  for (const leak of open.filter(({ place }) => place === 'attribute')) {
    const twin = twinsOf(leak, seen).find(({ span }) => !leaks.some((one) => one.span === span));
    if (!twin) continue;
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

/** The same span of other checkouts in the same store, where it has an event. */
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
          one.events.length > 0 &&
          one.service === span.service &&
          one.kind === span.kind &&
          named(one, other) === named(span, probe),
      )
      .map((one) => ({ probe: other, span: one })),
  );
}
