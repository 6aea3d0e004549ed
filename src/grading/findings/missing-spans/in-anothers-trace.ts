import { traceFact } from '#grading/evidence.ts';
import type { CheckoutModel, ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Service } from '#system/part-names.ts';
import { outsideItsTrace } from '../outside-its-trace.ts';

/**
 * A service that storefront called in the trace of the checkout that is not to be recorded: it has no span because the
 * call was made in another request's context, and its log line says so by the trace id. No sampler is at fault.
 */
export function inAnothersTrace(
  { unsampled }: CheckoutModel,
  request: ProbeModel,
  service: Service,
): Judgement<'client-root'> | undefined {
  if (service !== 'orders' && service !== 'catalog') return undefined;
  const other = unsampled?.probe.traceId;
  if (other === undefined || other === request.probe.traceId) return undefined;
  if (!request.logsOf(service).some((log) => log.traceId === other)) return undefined;
  const how = `in trace ${other}, which is that of another request and is not recorded, since its flags are 00`;
  return outsideItsTrace(request, { service, ownTraceId: other, how }, [
    traceFact(other, service, `The log line of ${service} names the trace of another request.`),
  ]);
}
