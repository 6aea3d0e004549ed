import { stageOf } from '../bench-faults/stages.ts';
import { traceFact } from '../evidence.ts';
import { isAccepted } from '../experiments/checkout/is-accepted.ts';
import type { AlikeCheckouts } from '../experiments/checkout/probes/probe-result.ts';
import type { Judgement } from '../judgement.ts';
import { keyedLogFact } from '../log-evidence.ts';

/** storefront does not accept a checkout though every part of the bench answers. */
export function checkoutFails({
  probe,
  answer,
  logs,
  labels,
}: AlikeCheckouts): Judgement<'checkout-fails'> | undefined {
  if (isAccepted(answer.status)) return undefined;
  const said = answer.status === 0 ? 'nothing' : `HTTP ${answer.status}`;
  const body = answer.body.slice(0, 300);
  return {
    status: 'fail',
    finding: 'checkout-fails',
    values: { answer: body ? `${said}: ${body}` : said },
    evidence: [
      traceFact(probe.traceId, 'storefront', `POST /checkout got ${said}: ${labels[0]}.`),
      ...logs
        .filter(({ message }) => /fail|not/.test(message))
        .slice(0, 3)
        .map((log) => keyedLogFact(log, `It logged “${log.message}”.`)),
    ],
    stage: stageOf('storefront', 'answers'),
  };
}
