import type { Evidence } from '#course/verdict.ts';
import type { Service } from '#system/part-names.ts';
import { stageOf } from '../bench-faults/stages.ts';
import type { Judgement } from '../check.ts';
import { diagnosis } from '../diagnosis.ts';
import { logFacts, traceFact } from '../evidence.ts';
import type { CheckoutModel, ProbeModel } from '../experiments/checkout/model/checkout-model.ts';
import { explainMissingSpans } from '../experiments/checkout/model/explain-missing-spans.ts';
import { storedUnderAnotherName } from './stored-under-another-name.ts';

/** What can be said of a service that handled the order and has no span of it stored. */
export const SILENCE = ['wrong-service-name', 'sampled-away', 'exporter-dead'] as const;

/** A service that handled the order has no span of it stored: its name is wrong, or the spans were lost on the way. */
export function silentService(services: readonly Service[]) {
  return diagnosis(SILENCE, (model) => {
    const { checkout } = model;
    const service = services.find(
      (one) => checkout.logsOf(one).length > 0 && checkout.keyed(one).length === 0,
    );
    return service && explainSilence(model, checkout, service);
  });
}

/** Why a service that logged lines for a probe has no span: the first stage that fails. */
export function explainSilence(
  model: CheckoutModel,
  request: ProbeModel,
  service: Service,
): Judgement<(typeof SILENCE)[number]> {
  const misnamed = storedUnderAnotherName(request, service);
  if (misnamed) return misnamed;
  const { whose, stage, reason, traceId } = explainMissingSpans(model, request, service);
  const fact: Evidence = traceId
    ? traceFact(traceId, whose, reason)
    : { kind: 'backend', name: whose, note: reason };
  const unsampled = stage === 'its trace is sampled' || stage === 'keeps the trace';
  return {
    status: 'fail',
    finding: unsampled ? 'sampled-away' : 'exporter-dead',
    values: { service, reason },
    evidence: [fact, ...logFacts(request.logsOf(service))],
    stage: stageOf(whose, stage),
  };
}
