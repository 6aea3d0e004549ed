import type { Judgement } from '../check.ts';
import type { Sighting } from '../sighting.ts';

/** storefront does not accept a checkout though every part of the bench answers. */
export function checkoutFails({ probe, answer, logs }: Sighting): Judgement | undefined {
  if (answer.status === 201) return undefined;
  const said = answer.status === 0 ? 'no answer' : `HTTP ${answer.status}`;
  const body = answer.body.slice(0, 300);
  return {
    status: 'fail',
    finding: 'checkout-fails',
    values: { answer: body ? `${said}: ${body}` : said },
    evidence: [
      { traceId: probe.traceId, service: 'storefront', note: `POST /checkout got ${said}.` },
      ...logs
        .filter(({ message }) => /fail|not/.test(message))
        .slice(0, 3)
        .map(({ traceId, service, message }) => ({ traceId, service, note: `It logged “${message}”.` })),
    ],
  };
}
