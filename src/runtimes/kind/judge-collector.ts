import { validateCollector } from '../validate-collector.ts';
import type { Context } from './context.ts';

/** What the Collector's program has against a configuration, read as it will be in the pod. */
export async function judgeCollector(
  context: Context,
  program: string | undefined,
  configFile: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!program) return 'the Collector has not been built yet';
  // A program for another system cannot judge here; then the pod does.
  if (context.target) return undefined;
  const asked = { program, configFiles: [configFile], env: PLACEHOLDERS, cwd: context.folders.state };
  return validateCollector(asked, signal);
}

/** The variables of the chart's pod. */
const PLACEHOLDERS = {
  OTLP_GRPC_ADDRESS: '0.0.0.0:4317',
  OTLP_HTTP_ADDRESS: '0.0.0.0:4318',
  TEMPO_OTLP_ADDRESS: 'tempo:4317',
  HEALTH_ADDRESS: '0.0.0.0:13133',
  METRICS_PORT: '8888',
};
