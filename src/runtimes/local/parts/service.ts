import { DEPENDENCIES } from '#runtimes/deploy/dependencies.ts';
import { probeService } from '#runtimes/probes/probe-service.ts';
import type { Service } from '../../parts.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';
import type { Ports } from '../ports.ts';
import { databaseUrl } from './postgres.ts';
import { amqpUrl } from './rabbitmq.ts';

/** How long the services' span processors wait before a batch leaves, in milliseconds. */
export const EXPORT_DELAY = 200;

const PORT: Record<Service, keyof Ports> = {
  storefront: 'storefront',
  catalog: 'catalog',
  orders: 'orders',
  'payments-worker': 'paymentsWorker',
};

/** The loopback address a service listens on. */
export function addressOf(service: Service, ports: Ports): string {
  return `127.0.0.1:${ports[PORT[service]]}`;
}

/** One of the Bookstore's services; `program` is asked for at every start. */
export function servicePlan(context: LocalContext, service: Service, program: () => string): Plan {
  let env: Record<string, string> = {};
  const base = `http://${addressOf(service, context.ports)}`;
  return {
    part: service,
    readyWithin: 10_000,
    stopSignal: 'SIGTERM',
    stopWithin: 6000,
    patient: true,
    async prepare() {
      env = await serviceEnvironment(context, service);
    },
    command: () => ({ file: program(), args: [], env, cwd: context.folders.state }),
    probe: (signal) => probeService(base, signal),
  };
}

async function serviceEnvironment(context: LocalContext, service: Service): Promise<Record<string, string>> {
  const { ports } = context;
  return environment(context.instance, {
    LISTEN_ADDR: addressOf(service, ports),
    OTEL_SERVICE_NAME: service,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${ports.collectorHttp}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_BSP_SCHEDULE_DELAY: String(EXPORT_DELAY),
    OTEL_RESOURCE_ATTRIBUTES: 'service.namespace=bookstore,deployment.environment.name=bench',
    GOMEMLIMIT: '64MiB',
    GOGC: '50',
    ...(service === 'storefront' && {
      CATALOG_URL: `http://${addressOf('catalog', ports)}`,
      ORDERS_URL: `http://${addressOf('orders', ports)}`,
    }),
    ...(DEPENDENCIES[service].includes('postgres') && { DATABASE_URL: await databaseUrl(context) }),
    ...(DEPENDENCIES[service].includes('rabbitmq') && { AMQP_URL: await amqpUrl(context) }),
  });
}
