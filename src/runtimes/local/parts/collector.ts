import { probeHttp } from '../../probe.ts';
import type { Context } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';

/** The Collector; program and configuration files are asked for at every start, since both may change. */
export function collectorPlan(
  context: Context,
  program: () => string,
  configFiles: () => readonly string[],
): Plan {
  const { ports, folders } = context;
  return {
    part: 'collector',
    readyWithin: 30_000,
    stopSignal: 'SIGTERM',
    stopWithin: 4000,
    prepare: () => Promise.resolve(),
    command: () => ({
      file: program(),
      args: configFiles().flatMap((file) => ['--config', file]),
      env: collectorEnvironment(context),
      cwd: folders.state,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${ports.collectorHealth}/`, signal),
  };
}

/** Where the Collector listens and sends, as its configuration asks for it. */
export function collectorEnvironment(context: Context): Record<string, string> {
  const { ports } = context;
  return environment(context.instance, {
    OTLP_GRPC_ADDRESS: `127.0.0.1:${ports.collectorGrpc}`,
    OTLP_HTTP_ADDRESS: `127.0.0.1:${ports.collectorHttp}`,
    TEMPO_OTLP_ADDRESS: `127.0.0.1:${ports.tempoOtlp}`,
    // Also for configurations of a learner's own, which may send on to these.
    JAEGER_OTLP_ADDRESS: `127.0.0.1:${ports.jaegerOtlpGrpc}`,
    JAEGER_OTLP_URL: `http://127.0.0.1:${ports.jaegerOtlpHttp}`,
    LOKI_OTLP_URL: `http://127.0.0.1:${ports.lokiHttp}/otlp`,
    HEALTH_ADDRESS: `127.0.0.1:${ports.collectorHealth}`,
    METRICS_HOST: '127.0.0.1',
    METRICS_PORT: String(ports.collectorMetrics),
    GOGC: '50',
    // Four fifths of memory_limiter's limit_mib: lower, the garbage collector works hard before the limiter says a word.
    GOMEMLIMIT: '205MiB',
  });
}
