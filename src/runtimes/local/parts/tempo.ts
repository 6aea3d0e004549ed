import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { probeHttp } from '#runtimes/probes/ask-part.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';

/** Tempo, its data in the state folder; `program` is filled in once it is built. */
export function tempoPlan(context: LocalContext, configFile: string, program: () => string): Plan {
  const folder = join(context.folders.state, 'tempo');
  const { ports } = context;
  return {
    part: 'tempo',
    readyWithin: 60_000,
    stopSignal: 'SIGTERM',
    stopWithin: 4000,
    async prepare() {
      for (const name of ['wal', 'blocks']) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    },
    command: () => ({
      file: program(),
      args: [`-config.file=${configFile}`, '-config.expand-env=true'],
      env: environment(context.instance, {
        TEMPO_HTTP_PORT: String(ports.tempoHttp),
        TEMPO_GRPC_PORT: String(ports.tempoGrpc),
        TEMPO_OTLP_PORT: String(ports.tempoOtlp),
        TEMPO_OTLP_HTTP_PORT: String(ports.tempoOtlpHttp),
        TEMPO_FOLDER: folder,
        GOGC: '50',
        GOMEMLIMIT: '160MiB',
      }),
      cwd: folder,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${ports.tempoHttp}/ready`, signal),
  };
}
