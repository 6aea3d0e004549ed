import type { Stage } from '#grading/bench-faults/stages.ts';
import type { Service } from '#system/part-names.ts';
import type { CheckoutModel, ProbeModel } from './checkout-model.ts';

/** The first stage at which a service's spans were lost. */
export interface MissingSpans {
  whose: Service | 'collector';
  stage: Stage;
  reason: string;
  traceId: string;
}

/** Finds the first stage that failed for a service that logged the order and has no span of the order stored. */
export function explainMissingSpans(
  model: CheckoutModel,
  request: ProbeModel,
  service: Service,
): MissingSpans {
  const { probe, spans } = request;
  const logs = request.logsOf(service);
  const unsampled = logs.find(({ sampled }) => sampled === false);
  const named = logs.flatMap((log) =>
    spans.filter((span) => span.traceId === log.traceId && span.spanId === log.spanId),
  );
  const foreign = named.find((span) => span.service !== service);
  const { refused = 0, failed = 0, sampledOut = 0 } = model.collector ?? {};
  const traceId = (unsampled ?? logs[0])?.traceId ?? '';
  const own = (stage: Stage, reason: string): MissingSpans => ({ whose: service, stage, reason, traceId });
  const collector = (stage: Stage, reason: string): MissingSpans => ({
    whose: 'collector',
    stage,
    reason,
    traceId,
  });

  const error = model.exportErrors[service];
  if (logs.length === 0)
    return error
      ? own('its exporter sends', `Its log says: ${error}.`)
      : own('its log lines name a trace', 'It handled the request, and wrote no log line with the order.');
  if (logs.every((log) => log.traceId === ''))
    // What sends the spans of one checkout sends those of all: a log line that names no trace tells nothing then.
    return model.storedUnnamed.has(service)
      ? own('its spans arrive', 'Its spans of other checkouts are stored, and those of this one are not.')
      : own('its log lines name a trace', 'Its log lines name no trace.');
  if (unsampled)
    return own(
      'its trace is sampled',
      `Its log line has trace_flags 00: trace ${unsampled.traceId} is not sampled.`,
    );
  if (foreign || logs.some((log) => log.traceId === probe.traceId && log.spanId === probe.spanId))
    return own(
      'it records a span',
      `Its log lines name ${foreign ? `a span of ${foreign.service}` : 'the caller’s span id'}, not one of its own: it recorded no span.`,
    );
  if (named.length > 0)
    return own(
      'its spans carry the order',
      'The spans that its log lines name are stored, and none of them carries bookstore.order.id.',
    );
  if (error) return own('its exporter sends', `Its log says: ${error}.`);
  if (refused > 0)
    return collector('accepts spans', `The Collector refused ${refused} spans during this check.`);
  if (sampledOut > 0)
    return collector('keeps the trace', 'Tail sampling in the Collector dropped traces during this check.');
  if (failed > 0)
    return collector('sends spans on', `The Collector could not deliver ${failed} spans during this check.`);
  return own(
    'its spans arrive',
    'Its log lines name sampled spans that had not arrived when the check ended.',
  );
}
