import { stageOf } from '../bench-faults/stages.ts';
import type { Judgement } from '../check.ts';
import { traceFact } from '../evidence.ts';
import type { ProbeResult } from '../experiments/checkout/probes/probe-result.ts';
import { keyedLogFact } from '../log-evidence.ts';

/** storefront does not accept a checkout though every part of the bench answers. */
export function checkoutFails({ probe, answer, logs }: ProbeResult): Judgement<'checkout-fails'> | undefined {
  if (isAccepted(answer.status)) return undefined;
  const said = answer.status === 0 ? 'nothing' : `HTTP ${answer.status}`;
  const body = answer.body.slice(0, 300);
  return {
    status: 'fail',
    finding: 'checkout-fails',
    values: { answer: body ? `${said}: ${body}` : said },
    evidence: [
      traceFact(probe.traceId, 'storefront', `POST /checkout got ${said}.`),
      ...logs
        .filter(({ message }) => /fail|not/.test(message))
        .slice(0, 3)
        .map((log) => keyedLogFact(log, `It logged “${log.message}”.`)),
    ],
    stage: stageOf('storefront', 'answers'),
  };
}

/** Which of the 2xx a storefront answers with is not what a lab on tracing judges. */
export function isAccepted(status: number): boolean {
  return status >= 200 && status < 300;
}
