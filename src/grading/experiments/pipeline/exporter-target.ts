import { z } from 'zod';
import type { CollectorGraph } from '#runtimes/runtime.ts';
import { hostAndPort } from './host-and-port.ts';

/** Where an exporter sends: a backend of the bench, the Collector it is part of, no address at all, or some other one. */
export type Target = 'tempo' | 'jaeger' | 'itself' | 'no-address' | 'elsewhere';

const ExporterSchema = z.looseObject({
  endpoint: z.string().nullish(),
  traces_endpoint: z.string().nullish(),
});

/** Where an exporter of the graph sends traces, told by its address and not by its name. */
export function targetOf(graph: CollectorGraph, exporter: string): Target {
  const address = addressOf(graph, exporter);
  if (!address) return 'no-address';
  const { TEMPO_OTLP_ADDRESS, JAEGER_OTLP_ADDRESS, JAEGER_OTLP_URL } = graph.addresses;
  const { OTLP_GRPC_ADDRESS, OTLP_HTTP_ADDRESS } = graph.addresses;
  const is = (...known: (string | undefined)[]) =>
    known.some((one) => one !== undefined && hostAndPort(one) === hostAndPort(address));
  if (is(TEMPO_OTLP_ADDRESS)) return 'tempo';
  if (is(JAEGER_OTLP_ADDRESS, JAEGER_OTLP_URL)) return 'jaeger';
  return is(OTLP_GRPC_ADDRESS, OTLP_HTTP_ADDRESS) ? 'itself' : 'elsewhere';
}

/** The address as the file gives it, or nothing for an exporter that has none, such as `debug`. */
export function addressOf({ exporters }: CollectorGraph, exporter: string): string | undefined {
  const read = ExporterSchema.safeParse(exporters[exporter] ?? {});
  return (read.data?.traces_endpoint || read.data?.endpoint) ?? undefined;
}
