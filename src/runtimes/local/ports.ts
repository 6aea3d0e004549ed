import { choosePortsOf, type PortChoice } from '../choose-ports.ts';

/** Every port of the runtime; the order decides which number after the server's each one wants, so new ones come last. */
export const PORT_NAMES = [
  'storefront',
  'catalog',
  'orders',
  'paymentsWorker',
  'postgres',
  'amqp',
  'rabbitDistribution',
  'epmd',
  'tempoHttp',
  'tempoGrpc',
  'tempoOtlp',
  'collectorGrpc',
  'collectorHttp',
  'collectorMetrics',
  'collectorHealth',
  'prometheusHttp',
  'jaegerHttp',
  'jaegerGrpc',
  'jaegerOtlpGrpc',
  'jaegerOtlpHttp',
  'lokiHttp',
  'lokiGrpc',
] as const;
export type Ports = Record<(typeof PORT_NAMES)[number], number>;

/** Chooses the ports of the runtime (choosePortsOf). */
export function choosePorts(choice: PortChoice): Promise<Ports> {
  return choosePortsOf(PORT_NAMES, choice);
}
