import { diagnosis } from '#grading/diagnosis.ts';
import { isHash, sayForm } from '#grading/experiments/leaks/scan/form.ts';
import type { PlaceKind } from '#grading/experiments/leaks/scan/places.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { leakFacts, pipelineFacts, storeFacts } from './facts.ts';
import { readable, type StoredLeak, storedLeaks } from './leaking.ts';
import { whereHashed, whereToLook } from './where-to-look.ts';
import { listPlaces, STORE, sayHashed, sayPlace, saySeen, WHAT } from './words.ts';

const FINDING = {
  attribute: 'still-in-attribute',
  'span-name': 'still-in-span-name',
  event: 'still-in-event',
  status: 'still-in-status',
  resource: 'still-in-resource',
  scope: 'still-in-resource',
  link: 'still-in-link',
  'trace-state': 'still-in-link',
} as const satisfies Record<Exclude<PlaceKind, 'log' | 'metric' | 'message'>, string>;
type Id = (typeof FINDING)[keyof typeof FINDING];

/** The first place that holds a value in any checkout and any store. */
export const stillIn = diagnosis(
  [...new Set(Object.values(FINDING))],
  (seen: LeaksSeen): Judgement<Id> | undefined => {
    const open = readable(storedLeaks(seen));
    const [first] = open;
    const finding = first && Object.entries(FINDING).find(([place]) => place === first.place)?.[1];
    if (!first || !finding) return undefined;
    return {
      ...{ status: 'fail', finding },
      values: {
        ...{ ...valuesOf(first), ...besideOf(first) },
        ...{ form: saySeen(first, first.probe), more: moreOf(open), look: whereToLook(first, seen) },
      },
      evidence: [...leakFacts(open), ...storeFacts(seen), ...pipelineFacts(seen)],
    };
  },
);

/** Nothing can be read, and what is stored instead is a hash that anybody can compute again. */
export const onlyHashed = diagnosis(['only-hashed'], (seen: LeaksSeen) => {
  const hashes = storedLeaks(seen).filter(({ form }) => isHash(form));
  const [first] = hashes;
  if (!first) return undefined;
  return {
    ...{ status: 'fail', finding: 'only-hashed' },
    values: {
      ...{ ...valuesOf(first), what: sayHashed(first) },
      ...{ hash: sayForm(first.form), more: moreOf(hashes) },
      look: whereHashed({ key: sayPlace(first), service: first.span.service }, seen.file),
    },
    evidence: [...leakFacts(hashes), ...storeFacts(seen), ...pipelineFacts(seen)],
  };
});

function valuesOf(leak: StoredLeak): Record<string, string> {
  const { store, span, probe, secret } = leak;
  return {
    ...{ store: STORE[store], key: sayPlace(leak), what: WHAT[secret] },
    ...{ span: span.name, service: span.service, probe: probe.label },
  };
}

/** Where it stands that is neither in an attribute of the span nor in its text: the trace state has no link around it. */
function besideOf({ place, key }: StoredLeak): Record<string, string> {
  if (place === 'trace-state') return { holder: 'The trace state', spot: 'its trace state' };
  return { holder: 'A link', spot: `${key || 'an attribute'} of a link` };
}

/** The other places, so that nobody takes the first for the only one. */
function moreOf(leaks: readonly StoredLeak[]): string {
  const first = leaks[0]!;
  const others = leaks.filter(({ place, key }) => place !== first.place || key !== first.key);
  return others.length === 0 ? '' : `Values are also in: ${listPlaces(others)}.`;
}
