import { logFacts, spanFact } from '#grading/evidence.ts';
import type { ProbeModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import type { KeyedLog } from '#grading/experiments/checkout/probes/probe-result.ts';
import type { Judgement } from '#grading/judgement.ts';
import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';

/**
 * The span in which a service logged is stored, as another service's: only the name is wrong. A service without a tracer
 * provider names its caller's span in its log; that one the caller logs too, or it is the caller's CLIENT span.
 */
export function storedUnderAnotherName(
  request: ProbeModel,
  service: Service,
): Judgement<'wrong-service-name'> | undefined {
  const logs = request.logsOf(service);
  const misnamed = request.spans.find(
    (span) =>
      span.service !== service &&
      (span.kind === 'server' || span.kind === 'consumer') &&
      logs.some(isIn(span)) &&
      !request.logs.some((log) => log.service === span.service && isIn(span)(log)),
  );
  if (!misnamed) return undefined;
  const name = String(misnamed.resource['service.name'] ?? 'unknown_service');
  return {
    status: 'fail',
    finding: 'wrong-service-name',
    values: { service, name, traceId: misnamed.traceId },
    evidence: [
      spanFact(
        misnamed,
        `A log line of ${service} names this span. Its resource says service.name = ${name}.`,
      ),
      ...logFacts(logs),
    ],
  };
}

function isIn({ traceId, spanId }: Span): (log: KeyedLog) => boolean {
  return (log) => log.traceId === traceId && log.spanId === spanId;
}
