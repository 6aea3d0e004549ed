import { z } from 'zod';
import type { CollectorGraph } from '#runtimes/runtime.ts';
import { hostAndPort } from './host-and-port.ts';

/** A pipeline for traces, by its name. */
export interface TracesPipeline {
  name: string;
  receivers: readonly string[];
  processors: readonly string[];
  exporters: readonly string[];
}

const ReceiverSchema = z.looseObject({
  protocols: z.looseObject({ http: z.looseObject({ endpoint: z.string().optional() }).nullish() }).nullish(),
});

/** Receivers that listen where the services send, in a pipeline or not. */
export function servicesReceivers({ receivers, addresses }: CollectorGraph): string[] {
  const wanted = hostAndPort(addresses['OTLP_HTTP_ADDRESS'] ?? '');
  return Object.keys(receivers).filter((id) => {
    const endpoint = ReceiverSchema.safeParse(receivers[id]).data?.protocols?.http?.endpoint;
    return endpoint !== undefined && hostAndPort(endpoint) === wanted;
  });
}

/** The pipelines for traces that begin where the services' spans come in; a name that a list repeats counts once. */
export function livePipelines(graph: CollectorGraph): TracesPipeline[] {
  const entrances = servicesReceivers(graph);
  return tracesPipelines(graph).filter(({ receivers }) => receivers.some((id) => entrances.includes(id)));
}

function tracesPipelines({ pipelines }: CollectorGraph): TracesPipeline[] {
  return Object.entries(pipelines)
    .filter(([name]) => typeOf(name) === 'traces')
    .map(([name, { receivers, processors, exporters }]) => ({
      ...{ name, processors },
      receivers: [...new Set(receivers)],
      exporters: [...new Set(exporters)],
    }));
}

/** What stands before the slash of a component's or a pipeline's name. */
export function typeOf(id: string): string {
  return id.split('/')[0]!;
}
