import { stageOf } from '#grading/bench-faults/stages.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import { logFacts, traceFact } from '#grading/evidence.ts';
import type { CheckoutModel, ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import { explainMissingSpans } from '#grading/experiments/checkout/model/explain-missing-spans.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Service } from '#system/part-names.ts';
import { inAnothersTrace } from './in-anothers-trace.ts';
import { storedUnderAnotherName } from './stored-under-another-name.ts';

/** What can be said of a service that handled the order and has no span of it stored. */
export const SILENCE = [
  'wrong-service-name',
  'client-root',
  'sampled-away',
  'exporter-dead',
  'spans-outstanding',
] as const;

/**
 * A service that handled the order has no span of it stored: its name is wrong, it was called in another request's
 * trace, or the spans were lost on the way.
 */
export function silentService(services: readonly Service[]) {
  return diagnosis(SILENCE, (model) => {
    const service = services.find((one) => isSilent(model, one));
    return service && explainSilence(model, model.checkout, service);
  });
}

/**
 * That a service handled the order is known from its log lines; of storefront from its answer, whatever it logged; and of
 * a service whose exporter fails from that.
 */
function isSilent({ checkout, exportErrors }: CheckoutModel, service: Service): boolean {
  if (checkout.keyed(service).length > 0) return false;
  if (checkout.logsOf(service).length === 0 && !exportErrors[service] && service !== 'storefront')
    return false;
  if (service !== 'storefront') return true;
  const isNamed = checkout.logsOf(service).some(({ traceId }) => traceId !== '');
  const entered = checkout.spans.some(
    (span) => span.service === service && span.kind === 'server' && checkout.inTrace(span),
  );
  // The request's own trace has storefront's SERVER span, and only what was done in the request was done without it.
  return isNamed || !entered;
}

/** Why a service that handled a probe has no span: the first stage that fails. */
export function explainSilence(
  model: CheckoutModel,
  request: ProbeModel,
  service: Service,
): Judgement<(typeof SILENCE)[number]> {
  const misnamed = storedUnderAnotherName(request, service);
  if (misnamed) return misnamed;
  const apart = inAnothersTrace(model, request, service);
  if (apart) return apart;
  const { whose, stage, reason, traceId } = explainMissingSpans(model, request, service);
  const evidence = [traceFact(traceId, whose, reason), ...logFacts(request.logsOf(service))];
  const found = { values: { service, reason }, evidence, stage: stageOf(whose, stage) };
  // Late is not dead: nothing says that these spans are lost.
  if (stage === 'its spans arrive') return { status: 'inconclusive', finding: 'spans-outstanding', ...found };
  const unsampled = stage === 'its trace is sampled' || stage === 'keeps the trace';
  return { status: 'fail', finding: unsampled ? 'sampled-away' : 'exporter-dead', ...found };
}
