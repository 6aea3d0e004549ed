import type { Service } from '#runtimes/parts.ts';
import type { Judgement } from '../check.ts';
import { logFacts } from '../evidence.ts';
import type { Scene, View } from '../scene.ts';

/**
 * A service that handled the order has no span of it stored. Its log says why: the trace was not sampled, or spans
 * should have been there and their export is at fault.
 */
export function silentService(services: readonly Service[]) {
  return (scene: Scene): Judgement | undefined => {
    const { checkout } = scene;
    const service = services.find(
      (one) => checkout.logsOf(one).length > 0 && checkout.keyed(one).length === 0,
    );
    return service && explainSilence(scene, checkout, service);
  };
}

/** Why a service that logged lines for a probe has no span: `sampled-away` or `exporter-dead`. */
export function explainSilence(scene: Scene, view: View, service: Service): Judgement {
  const logs = view.logsOf(service);
  const evidence = logFacts(logs);
  const { traceId, spanId } = view.probe;
  const unsampled = logs.find(({ sampled }) => sampled === false);
  if (unsampled) {
    const note = `Its log line has trace_flags 00: trace ${unsampled.traceId} is not sampled.`;
    const fact = { traceId: unsampled.traceId, service, note };
    return {
      status: 'fail',
      finding: 'sampled-away',
      values: { service },
      evidence: [fact, ...evidence],
      rung: `${service}: its trace is sampled`,
    };
  }
  const error = scene.exportErrors[service];
  const notItsOwn = logs.some((log) => log.traceId === traceId && log.spanId === spanId);
  const [rung, reason] = error
    ? ['its exporter sends', `Its log says: ${error}.`]
    : notItsOwn
      ? [
          'it records a span',
          'Its log lines name the caller’s span id, not one of its own: it recorded no span.',
        ]
      : logs.every((log) => log.traceId === '')
        ? ['its log lines name a trace', 'Its log lines name no trace.']
        : ['its spans arrive', 'Its log lines name sampled spans that had not arrived when the check ended.'];
  const fact = { traceId: logs[0]?.traceId ?? '', service, note: reason };
  return {
    status: 'fail',
    finding: 'exporter-dead',
    values: { service, reason },
    evidence: [fact, ...evidence],
    rung: `${service}: ${rung}`,
  };
}
