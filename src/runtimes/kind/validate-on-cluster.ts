import { validateCollector } from '../collector/validate-collector.ts';
import type { KindContext } from './context.ts';

/** What the Collector's program has against these files, merged into one configuration and read as in the pod. */
export async function validateOnCluster(
  context: KindContext,
  program: string | undefined,
  configFiles: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  // A program for another system cannot judge here; then the pod does.
  if (program && context.target) return undefined;
  const asked = { program, configFiles, env: PLACEHOLDERS, cwd: context.folders.state };
  return validateCollector(asked, signal);
}

/** The variables of the chart's pod. */
const PLACEHOLDERS = {
  OTLP_GRPC_ADDRESS: '0.0.0.0:4317',
  OTLP_HTTP_ADDRESS: '0.0.0.0:4318',
  TEMPO_OTLP_ADDRESS: 'tempo:4317',
  JAEGER_OTLP_ADDRESS: 'jaeger:4317',
  JAEGER_OTLP_URL: 'http://jaeger:4318',
  LOKI_OTLP_URL: 'http://loki:3100/otlp',
  HEALTH_ADDRESS: '0.0.0.0:13133',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '8888',
};
