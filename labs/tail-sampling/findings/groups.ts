import type { TrafficGroup } from '#grading/experiments/traffic/group.ts';
import { requestsOf, type Traffic, type TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { samplerHash } from './sampler-hash.ts';

/** The equal parts of the sampler's numbers, with one ordinary checkout in each: half a point of the share. */
export const STRATA = 200;

const DECLINED_CARD = '4000000000000002';
/** Its bank does not answer at the first try, and takes the card at the second. */
const FLAKY_CARD = '4000000000000119';
/** Its bank takes 3 s to decline it. */
const LATE_CARD = '4000000000009979';

/** Of groups whose ids are chosen: the ratio of no answer that is nearly right keeps these, so that only a policy can. */
const high = (traceId: string) => samplerHash(traceId) >= 0.5;
/** Kept by the ratio, whatever a policy for errors says. */
const low = (traceId: string) => samplerHash(traceId) < 0.01;

const sent = (group: Pick<TrafficGroup, 'label' | 'count'> & Partial<TrafficGroup>): TrafficGroup => ({
  ids: 'anywhere',
  ...group,
});

const FREE = 'none';
const ORDINARY = sent({ label: 'ordinary', count: STRATA, spreadBy: samplerHash });
const ORDINARY_FREE = sent({ label: 'ordinary, without a traceparent', count: 60, ids: FREE });
const DECLINED = sent({ label: 'with a declined card', count: 4, card: DECLINED_CARD, choose: high });
const DECLINED_FREE = sent({
  ...{ label: 'with a declined card, without a traceparent', count: 4, card: DECLINED_CARD, ids: FREE },
});
const DECLINED_LOW = sent({
  ...{
    label: 'with a declined card and an id that the ratio keeps',
    count: 2,
    card: DECLINED_CARD,
    choose: low,
  },
});
const UNKNOWN = sent({
  ...{ label: 'for a book that does not exist', count: 2, books: ['b-404'], choose: high, refused: true },
});
/** A failure that is neither of those that everybody tries: a policy that lists the errors it knows is found out. */
const UNANSWERED = sent({
  ...{ label: 'with a card whose bank does not answer at first', count: 2, card: FLAKY_CARD, choose: high },
});
const SLOW = sent({ label: 'for b-900, which takes 0.8 s', count: 3, books: ['b-900'], choose: high });
const SLOW_FREE = sent({
  ...{ label: 'for b-900, without a traceparent', count: 2, books: ['b-900'], ids: FREE },
});
/** Slow in another service, so that a policy that names a book is found out. */
const SLOW_INSERT = sent({ label: 'for b-910, which takes 0.8 s', count: 3, books: ['b-910'], choose: high });
/**
 * Traces of two requests tell what is slow to a policy: of these the first span begins more than 540 ms before the last ends,
 * though no span of them is slow.
 */
const BARELY_SLOW = sent({
  ...{ label: 'with a look-up 0.54 s after it', count: 4, books: ['b-100'], choose: high, again: 540 },
});
/** Of these it is 370 ms on a quiet machine. */
const BARELY_QUICK = sent({
  ...{ label: 'with a look-up 0.35 s after it', count: 6, books: ['b-100'], choose: high, again: 350 },
});
const LATE = sent({
  ...{
    label: 'with a card that is declined after 3 s',
    count: 3,
    card: LATE_CARD,
    choose: high,
    first: true,
  },
});
const LATE_FREE = sent({
  label: 'with a card that is declined after 3 s, without a traceparent',
  ...{ count: 3, card: LATE_CARD, ids: FREE, first: true },
});
const MORE = sent({ label: 'ordinary, one of a thousand more', count: 1000 });
/** Milliseconds between two: ten spans each, twenty spans a second, of which a limit by the second takes none away. */
const PACED = sent({ label: 'ordinary, two a second', count: 12, every: 500 });

/** What a check of the policies sends. */
export const GROUPS: readonly TrafficGroup[] = [
  ...[ORDINARY, ORDINARY_FREE, DECLINED, DECLINED_FREE, DECLINED_LOW, UNKNOWN, UNANSWERED],
  ...[SLOW, SLOW_FREE, SLOW_INSERT, BARELY_SLOW, BARELY_QUICK],
];
/** What a check of the wait sends: the late ones first, so that all others come after them. */
export const LATE_GROUPS: readonly TrafficGroup[] = [LATE, LATE_FREE, ...GROUPS];
/** What is sent besides where the kept ordinary ones are not those that the ratio would keep. */
export const FURTHER: readonly TrafficGroup[] = [MORE, PACED];

/** What the step that looks sends: nobody decides about these but storefront. */
export const BLIND: readonly TrafficGroup[] = [
  sent({ label: ORDINARY_FREE.label, count: 180, ids: FREE }),
  sent({ label: DECLINED_FREE.label, count: 20, card: DECLINED_CARD, ids: FREE }),
];

type Seen = Pick<Traffic, 'requests'>;
const of = (groups: readonly TrafficGroup[]) => (seen: Seen) =>
  requestsOf(seen, ...groups.map(({ label }) => label));

export const ordinaryOf = of([ORDINARY]);
export const freeOf = of([ORDINARY_FREE]);
export const moreOf = of([MORE]);
export const pacedOf = of([PACED]);
export const declinedOf = of([DECLINED, DECLINED_FREE, DECLINED_LOW]);
export const declinedLowOf = of([DECLINED_LOW]);
export const unknownOf = of([UNKNOWN]);
export const unansweredOf = of([UNANSWERED]);
export const slowOf = of([SLOW, SLOW_FREE]);
export const slowInsertOf = of([SLOW_INSERT]);
export const barelySlowOf = of([BARELY_SLOW]);
export const barelyQuickOf = of([BARELY_QUICK]);
export const lateOf = of([LATE, LATE_FREE]);

/** Requests whose trace the shop began: their first span has no parent. */
export function withoutCaller(requests: readonly TrafficResult[]): TrafficResult[] {
  return requests.filter(({ probe }) => probe.header === '');
}
