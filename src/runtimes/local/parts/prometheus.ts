import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { probeHttp } from '#runtimes/probes/ask-part.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';
import { fillTemplate } from './fill-template.ts';
import { addressOf } from './service.ts';

/** Prometheus, its data and its filled-in configuration in the state folder. */
export function prometheusPlan(context: LocalContext, template: string, program: () => string): Plan {
  const folder = join(context.folders.state, 'prometheus');
  const { ports } = context;
  const configFile = join(folder, 'prometheus.yaml');
  return {
    part: 'prometheus',
    readyWithin: 60_000,
    stopSignal: 'SIGTERM',
    stopWithin: 4000,
    async prepare() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const text = fillTemplate(await readFile(template, 'utf8'), {
        STOREFRONT_ADDRESS: addressOf('storefront', ports),
        CATALOG_ADDRESS: addressOf('catalog', ports),
        ORDERS_ADDRESS: addressOf('orders', ports),
        PAYMENTS_WORKER_ADDRESS: addressOf('payments-worker', ports),
        COLLECTOR_METRICS_PORT: String(ports.collectorMetrics),
        TEMPO_HTTP_PORT: String(ports.tempoHttp),
      });
      await writeFile(configFile, text, { mode: 0o600 });
    },
    command: () => ({
      file: program(),
      args: [
        `--config.file=${configFile}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--storage.tsdb.retention.time=7d',
        '--storage.tsdb.retention.size=500MB',
        `--web.listen-address=127.0.0.1:${ports.prometheusHttp}`,
        '--enable-feature=exemplar-storage',
        '--log.level=warn',
        '--log.format=json',
      ],
      env: environment(context.instance, { GOGC: '50', GOMEMLIMIT: '160MiB' }),
      cwd: folder,
    }),
    probe: (signal) => probeHttp(`http://127.0.0.1:${ports.prometheusHttp}/-/ready`, signal),
  };
}
