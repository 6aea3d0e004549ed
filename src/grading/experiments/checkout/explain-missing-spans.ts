import type { Stage } from '#grading/bench-faults/stages.ts';
import type { Service } from '#system/part-names.ts';
import type { CheckoutModel, ProbeModel } from './checkout-model.ts';

/** The first rung on which a service's spans were lost. */
export interface MissingSpans {
  whose: Service | 'collector';
  rung: Stage;
  reason: string;
  traceId: string;
}

/** Climbs the ladder for a service that logged lines of the order, and of which no span with it is stored. */
export function explainMissingSpans(scene: CheckoutModel, view: ProbeModel, service: Service): MissingSpans {
  const { probe, spans } = view;
  const logs = view.logsOf(service);
  const unsampled = logs.find(({ sampled }) => sampled === false);
  const named = logs.flatMap((log) =>
    spans.filter((span) => span.traceId === log.traceId && span.spanId === log.spanId),
  );
  const foreign = named.find((span) => span.service !== service);
  const { refused = 0, failed = 0, sampledOut = 0 } = scene.collector ?? {};
  const traceId = (unsampled ?? logs[0])?.traceId ?? '';
  const own = (rung: Stage, reason: string): MissingSpans => ({ whose: service, rung, reason, traceId });
  const collector = (rung: Stage, reason: string): MissingSpans => ({
    whose: 'collector',
    rung,
    reason,
    traceId,
  });

  if (logs.every((log) => log.traceId === ''))
    return own('its log lines name a trace', 'Its log lines name no trace.');
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
  const error = scene.exportErrors[service];
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
