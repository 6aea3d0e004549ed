import { diagnosis } from '#grading/diagnosis.ts';
import type { LeakProbe, LeaksSeen, Store } from '#grading/experiments/leaks/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { countFact, leakFacts, pipelineFacts, storeFacts } from './facts.ts';
import { readable, type StoredLeak, spansIn, storedLeaks } from './leaking.ts';
import { STORE, sayPlace, WHAT } from './words.ts';

/** A store holds one span twice, clean and as it was sent: a second way into the store passes by the scrubbing. */
export const unscrubbedCopy = diagnosis(
  ['unscrubbed-copy'],
  (seen: LeaksSeen): Judgement<'unscrubbed-copy'> | undefined => copyById(seen) ?? copyBySearch(seen),
);

function copyById(seen: LeaksSeen): Judgement<'unscrubbed-copy'> | undefined {
  const leaks = storedLeaks(seen);
  const isClean = (span: Span) => !leaks.some((leak) => leak.span === span);
  const leak = readable(leaks).find(({ store, probe, span }) =>
    copiesOf(span, probe.stored[store] ?? []).some(isClean),
  );
  if (!leak) return undefined;
  const { store, probe, span } = leak;
  const copies = copiesOf(span, probe.stored[store] ?? []).length + 1;
  const observed = `${STORE[store]} has ${copies} copies of a span of ${span.service} in checkout ${probe.id}. One is clean, and one has ${WHAT[leak.secret]} in ${sayPlace(leak)}.`;
  return found(seen, { store, observed, shown: [leak] });
}

/** Spans with the same ids; the two sides of a request have different kinds where they share an id. */
function copiesOf(span: Span, spans: readonly Span[]): Span[] {
  return spans.filter((one) => one !== span && one.spanId === span.spanId && one.kind === span.kind);
}

/** By its id Tempo shows one copy alone, and that one is clean; a search finds a copy that is not. */
function copyBySearch(seen: LeaksSeen): Judgement<'unscrubbed-copy'> | undefined {
  const open = readable(storedLeaks(seen)).filter(({ store }) => store === 'tempo');
  const isClean = ({ id }: LeakProbe) => !open.some(({ probe }) => probe.id === id);
  const hits = seen.searched.flatMap(({ place, traceIds }) =>
    seen.probes
      .filter((one) => traceIds.includes(one.probe.traceId) && isClean(one))
      .map((probe) => ({ place, probe })),
  );
  const [first] = hits;
  if (!first) return undefined;
  const places = [...new Set(hits.map(({ place }) => place))];
  const held = spansIn(seen, 'tempo');
  const counts =
    seen.received === undefined ? '' : ` Tempo took ${seen.received} spans and shows ${held} of them.`;
  const observed = `Looked up by its trace id, checkout ${first.probe.id} is clean in Tempo. A search for what its customer sent finds it by ${places.join(', ')}: there is another copy of its spans.${counts}`;
  return found(seen, { store: 'tempo', observed, shown: [] });
}

function found(
  seen: LeaksSeen,
  { store, observed, shown }: { store: Store; observed: string; shown: StoredLeak[] },
): Judgement<'unscrubbed-copy'> {
  const { received } = seen;
  return {
    ...{ status: 'fail', finding: 'unscrubbed-copy' },
    values: { store: STORE[store], observed },
    evidence: [
      ...leakFacts(shown),
      ...storeFacts(seen),
      ...(received === undefined || store !== 'tempo'
        ? []
        : [
            countFact(
              'tempo_distributor_spans_received_total',
              received,
              `Tempo took ${received} spans and shows ${spansIn(seen, 'tempo')} different ones.`,
            ),
          ]),
      ...pipelineFacts(seen),
    ],
  };
}
