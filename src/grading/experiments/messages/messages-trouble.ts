import { benchLost } from '#grading/bench-faults/bench-lost.ts';
import { brokenBench } from '#grading/bench-faults/broken-bench.ts';
import { notSettled } from '#grading/bench-faults/not-settled.ts';
import { stageOf } from '#grading/bench-faults/stages.ts';
import { traceFact } from '#grading/evidence.ts';
import type { Judgement } from '#grading/judgement.ts';
import { panicFact } from '#grading/log-evidence.ts';
import { crashPlace } from '#runtimes/logs/crash-place.ts';
import { messageOf } from '#runtimes/logs/failure-lines.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import { hasOwnSpan } from '../checkout/settle/complete.ts';
import type { MessagesSeen, PaymentResult } from './seen.ts';

export const MESSAGES_TROUBLES = ['bench-broken', 'checkout-fails', 'nil-headers', 'not-settled'] as const;
type Id = (typeof MESSAGES_TROUBLES)[number];

/** Why nothing can be said of messages: a checkout was refused, the tap was blind, or the bench lost what was sent. */
export function messagesTrouble(seen: MessagesSeen): Judgement<Id> | undefined {
  const { payments, direct, settled, searchProblem, unreached, tapProblem } = seen;
  const failed = payments.find(({ answer }) => !isAccepted(answer.status));
  if (failed) return refused(failed, seen);
  if (tapProblem) return brokenBench('rabbitmq', tapProblem, stageOf('rabbitmq', 'answers'));
  const control = [...payments.filter(({ role }) => role !== 'unsampled'), ...direct];
  const lost = benchLost({ ownStored: control.every(hasOwnSpan), searchProblem, unreached });
  if (lost) return lost;
  if (settled) return undefined;
  return notSettled(payments[0]!.probe.traceId, 'Spans still came in at the deadline.');
}

/** Go's own words for a table that is written before it exists. */
const NIL_TABLE = /assignment to entry in nil map/;

function refused({ probe, answer, label }: PaymentResult, { panics }: MessagesSeen): Judgement<Id> {
  const line = panics.find(({ part, text }) => part === 'orders' && NIL_TABLE.test(text));
  const said = answer.status === 0 ? 'nothing' : `HTTP ${answer.status}`;
  const fact = traceFact(probe.traceId, 'storefront', `POST /checkout got ${said}: ${label}.`);
  const stage = stageOf('storefront', 'answers');
  if (line) {
    const at = crashPlace(messageOf(line.text));
    const place = at ? `. It was written to at \`${at.file}:${at.line}\`, in \`${at.code}\`` : '';
    const evidence = [panicFact(line, 'orders’ handler of the request ended here.'), fact];
    return {
      ...{ status: 'fail', finding: 'nil-headers', values: { answer: said, place } },
      evidence,
      stage: stageOf('orders', 'answers'),
    };
  }
  const body = answer.body.slice(0, 300);
  return {
    ...{ status: 'fail', finding: 'checkout-fails', values: { answer: body ? `${said}: ${body}` : said } },
    evidence: [fact, ...panics.slice(0, 1).map((panic) => panicFact(panic))],
    stage,
  };
}
