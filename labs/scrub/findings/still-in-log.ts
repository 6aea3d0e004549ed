import { diagnosis } from '#grading/diagnosis.ts';
import { isHash, sayForm } from '#grading/experiments/leaks/scan/form.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { lineFact } from '#grading/log-evidence.ts';
import { type LoggedLeak, loggedLeaks, readable, storedLeaks } from './leaking.ts';
import { whereHashed } from './where-to-look.ts';
import { listPlaces, sayHashed, sayPlace, saySeen, WHAT } from './words.ts';

/** Lines that a verdict shows. */
const SHOWN = 3;

/** A line of a service holds a value. No pipeline of spans reaches it, so that it comes before all others. */
export const stillInLog = diagnosis(['still-in-log'], (seen: LeaksSeen) => {
  const open = readable(loggedLeaks(seen));
  const [first] = open;
  if (!first) return undefined;
  const { line, probe, secret } = first;
  const others = [...new Set(open.map(lineName))].filter((one) => one !== lineName(first));
  const stored = readable(storedLeaks(seen));
  const more = [...others, ...(stored.length > 0 ? [`spans (${listPlaces(stored)})`] : [])];
  return {
    ...{ status: 'fail', finding: 'still-in-log' },
    values: {
      ...{ service: line.part, what: WHAT[secret], message: messageOf(first), probe: probe.label },
      ...{ key: sayPlace(first), form: saySeen(first, probe) },
      more: more.length > 0 ? `Values are also in: ${more.join(', ')}.` : '',
    },
    evidence: firstOfEach(open)
      .slice(0, SHOWN)
      .map((one) =>
        lineFact(one.line, {
          ...(one.key && { field: one.key }),
          note: `Checkout ${one.probe.id}: ${WHAT[one.secret]} in ${sayPlace(one)}, ${saySeen(one, one.probe)}.`,
        }),
      ),
  };
});

/** A line holds a hash that anybody can compute again, and no span holds any. */
export const hashedInLog = diagnosis(['only-hashed'], (seen: LeaksSeen) => {
  const first = loggedLeaks(seen).find(({ form }) => isHash(form));
  if (!first) return undefined;
  const { line, probe, form } = first;
  return {
    ...{ status: 'fail', finding: 'only-hashed' },
    values: {
      ...{ store: 'The log', key: sayPlace(first), span: messageOf(first), service: line.part },
      ...{ hash: sayForm(form), what: sayHashed(first), probe: probe.label, more: '' },
      look: whereHashed({ key: sayPlace(first), service: line.part }),
    },
    evidence: [lineFact(line, { ...(first.key && { field: first.key }) })],
  };
});

function lineName(leak: LoggedLeak): string {
  return `“${messageOf(leak)}” of ${leak.line.part}`;
}

function messageOf({ line }: LoggedLeak): string {
  return String(line.fields?.['msg'] ?? line.text.slice(0, 80));
}

function firstOfEach(leaks: readonly LoggedLeak[]): LoggedLeak[] {
  return [...new Map(leaks.toReversed().map((one) => [lineName(one), one])).values()].toReversed();
}
