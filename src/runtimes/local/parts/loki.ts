import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { probeHttp } from '#runtimes/probes/ask-part.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';

/** Loki, its data in the state folder. */
export function lokiPlan(context: LocalContext, configFile: string, program: () => string): Plan {
  const folder = join(context.folders.state, 'loki');
  const { ports } = context;
  return {
    part: 'loki',
    readyWithin: 60_000,
    stopSignal: 'SIGTERM',
    stopWithin: 5000,
    async prepare() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
    command: () => ({
      file: program(),
      args: [`-config.file=${configFile}`, '-config.expand-env=true'],
      env: environment(context.instance, {
        LOKI_HTTP_PORT: String(ports.lokiHttp),
        LOKI_GRPC_PORT: String(ports.lokiGrpc),
        LOKI_FOLDER: folder,
        GOGC: '50',
        GOMEMLIMIT: '240MiB',
      }),
      cwd: folder,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${ports.lokiHttp}/ready`, signal),
  };
}
