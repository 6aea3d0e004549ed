import { probeService } from '#runtimes/probes/probe-service.ts';
import type { Service } from '#system/part-names.ts';
import type { PARTS } from '#system/parts.ts';
import { portsOfPart } from '#system/ports.ts';
import { serviceEnvironment } from '#system/service-environment.ts';
import { specOf } from '#system/spec-of.ts';
import type { NamesOf } from '#system/table-types.ts';
import type { LocalContext } from '../context.ts';
import { environment } from '../environment.ts';
import type { Plan } from '../plan.ts';
import type { Ports } from '../ports.ts';
import { databaseUrl } from './postgres.ts';
import { amqpUrl } from './rabbitmq.ts';

/** The loopback address a service listens on. */
export function addressOf(service: Service, ports: Ports): string {
  return `127.0.0.1:${portsOfPart(service, ports).http}`;
}

interface AtStart {
  program: () => string;
  /** What the lab's setup gives it, over the variables that it has of the bench. */
  variables: () => Readonly<Record<string, string>>;
}

/** One of the Bookstore's services; its program and more variables are asked for at every start. */
export function servicePlan(context: LocalContext, service: Service, { program, variables }: AtStart): Plan {
  let env: Record<string, string> = {};
  const listen = addressOf(service, context.ports);
  return {
    part: service,
    readyWithin: 10_000,
    stopSignal: 'SIGTERM',
    stopWithin: 6000,
    patient: true,
    async prepare() {
      const otlpHttp = `http://127.0.0.1:${context.ports.collectorHttp}`;
      const needs = await addressesFor(service, context);
      const own = serviceEnvironment(service, { listen, otlpHttp, needs });
      env = environment(context.instance, { ...own, ...variables() });
    },
    command: () => ({ file: program(), args: [], env, cwd: context.folders.state }),
    probe: (signal) => probeService(`http://${listen}`, signal),
  };
}

async function addressesFor(service: Service, context: LocalContext): Promise<Record<string, string>> {
  const { needs = [] } = specOf(service);
  const found = needs.map(async (part) => {
    const address = isStore(part)
      ? await STORE_URLS[part](context)
      : `http://${addressOf(part as Service, context.ports)}`;
    return [part, address] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

type Store = NamesOf<typeof PARTS, 'store'>;

/** With the passwords of this instance in them. */
const STORE_URLS: Record<Store, (context: LocalContext) => Promise<string>> = {
  postgres: databaseUrl,
  rabbitmq: amqpUrl,
};

function isStore(part: string): part is Store {
  return Object.hasOwn(STORE_URLS, part);
}
