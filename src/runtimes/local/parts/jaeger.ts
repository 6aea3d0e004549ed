import { probeHttp } from '#runtimes/probes/ask-part.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';

/** Jaeger, which keeps its traces in memory. */
export function jaegerPlan(context: LocalContext, configFile: string, program: () => string): Plan {
  const { ports, folders } = context;
  return {
    part: 'jaeger',
    readyWithin: 60_000,
    stopSignal: 'SIGTERM',
    stopWithin: 4000,
    prepare: () => Promise.resolve(),
    command: () => ({
      file: program(),
      args: ['--config', configFile],
      env: environment(context.instance, {
        JAEGER_HTTP_ADDRESS: `127.0.0.1:${ports.jaegerHttp}`,
        JAEGER_GRPC_ADDRESS: `127.0.0.1:${ports.jaegerGrpc}`,
        JAEGER_OTLP_ADDRESS: `127.0.0.1:${ports.jaegerOtlpGrpc}`,
        JAEGER_OTLP_HTTP_ADDRESS: `127.0.0.1:${ports.jaegerOtlpHttp}`,
        GOGC: '50',
        GOMEMLIMIT: '200MiB',
      }),
      cwd: folders.state,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${ports.jaegerHttp}/api/v3/services`, signal),
  };
}
