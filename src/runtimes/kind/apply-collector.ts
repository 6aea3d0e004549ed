import type { PartStatus } from '../runtime.ts';
import { validateCollector } from '../validate-collector.ts';
import type { Context } from './context.ts';

interface ConfigChoice {
  program: string | undefined;
  wanted: string;
  inUse: string;
  /** Installs the tracing chart with this configuration and waits for the Collector's new pod. */
  use: (file: string) => Promise<PartStatus>;
}

/** Lets the Collector judge a configuration, then rolls it out; one that it does not start with is taken back. */
export async function applyCollectorConfig(
  context: Context,
  { program, wanted, inUse, use }: ConfigChoice,
  signal: AbortSignal,
): Promise<{ ok: boolean; error?: string }> {
  if (!program) return { ok: false, error: 'the Collector has not been built yet' };
  const asked = { program, configFiles: [wanted], env: PLACEHOLDERS, cwd: context.folders.state };
  // A program for another system cannot judge here; then the pod does.
  const refusal = context.target ? undefined : await validateCollector(asked, signal);
  if (refusal !== undefined) return { ok: false, error: refusal };
  const status = await use(wanted);
  if (status.state === 'ready') return { ok: true };
  const lines = context.logs
    .of('collector')
    .slice(-5)
    .map((line) => line.text);
  await use(inUse);
  return { ok: false, error: [status.reason, ...lines].filter(Boolean).join('\n') };
}

/** The variables of the chart's pod, so that the configuration is judged as it will be read there. */
const PLACEHOLDERS = {
  OTLP_GRPC_ADDRESS: '0.0.0.0:4317',
  OTLP_HTTP_ADDRESS: '0.0.0.0:4318',
  TEMPO_OTLP_ADDRESS: 'tempo:4317',
  HEALTH_ADDRESS: '0.0.0.0:13133',
  METRICS_PORT: '8888',
};
