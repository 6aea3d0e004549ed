import { probeHttp } from '../../probe.ts';
import type { Context } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';

/** The Collector; program and configuration file are asked for at every start, since both may change. */
export function collectorPlan(context: Context, program: () => string, configFile: () => string): Plan {
  const { ports, folders } = context;
  return {
    part: 'collector',
    readyWithin: 30_000,
    stopSignal: 'SIGTERM',
    stopWithin: 4000,
    prepare: () => Promise.resolve(),
    command: () => ({
      file: program(),
      args: ['--config', configFile()],
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
    HEALTH_ADDRESS: `127.0.0.1:${ports.collectorHealth}`,
    METRICS_PORT: String(ports.collectorMetrics),
    GOGC: '50',
    GOMEMLIMIT: '160MiB',
  });
}
