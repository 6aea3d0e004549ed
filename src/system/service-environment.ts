import type { PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { specOf } from './spec-of.ts';

/** How long a service's span processor waits before a batch leaves, in milliseconds: short, so that a check need not wait. */
export const EXPORT_DELAY = 200;

/** Where a service listens and what it reaches, in the words of the runtime it runs on. */
export interface ServiceAddresses {
  /** Absent for a job, which nobody calls. */
  listen?: string;
  /** The Collector's OTLP/HTTP receiver. */
  otlpHttp: string;
  /** The address of each part that it needs. */
  needs: Readonly<Record<string, string>>;
  /** More for OTEL_RESOURCE_ATTRIBUTES, such as `k8s.pod.name=…`. */
  resource?: readonly string[];
}

/** The environment of a service or a job, the same on every runtime but for the addresses in it. */
export function serviceEnvironment(
  name: string,
  { listen, otlpHttp, needs, resource = [] }: ServiceAddresses,
  table: PartTable = PARTS,
): Record<string, string> {
  const spec = specOf(name, table);
  const more = resource.map((attribute) => `,${attribute}`).join('');
  return {
    ...(listen !== undefined && { LISTEN_ADDR: listen }),
    OTEL_SERVICE_NAME: name,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpHttp,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_BSP_SCHEDULE_DELAY: String(EXPORT_DELAY),
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=bookstore,deployment.environment.name=bench${more}`,
    GOMEMLIMIT: '64MiB',
    GOGC: '50',
    ...Object.fromEntries(
      (spec.needs ?? []).map((part) => [variableOf(part, table), addressOf(part, needs)]),
    ),
    ...spec.env,
  };
}

function addressOf(part: string, needs: ServiceAddresses['needs']): string {
  const address = needs[part];
  if (address === undefined) throw new Error(`the runtime gives no address of ${part}`);
  return address;
}

/** A service finds another one by the variable that the learner's terminals have for it. */
function variableOf(part: string, table: PartTable): string {
  const { variable, ports } = specOf(part, table);
  const name = variable ?? Object.values(ports).find(({ url }) => url)?.url?.variable;
  if (name === undefined)
    throw new Error(`src/system/parts.ts states no variable for ${part}, which a service needs`);
  return name;
}
