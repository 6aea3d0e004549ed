import type { Service } from '../parts.ts';
import { type HealthAnswer, probeHttp, probeWithin } from '../probes/ask-part.ts';
import { probeService } from '../probes/probe-service.ts';
import type { PartHealth, PartStatus } from '../runtime.ts';
import type { PodPart } from './pods/pod-part.ts';
import { FORWARDS, type PortName, type Ports } from './ports.ts';
import type { StackProbes } from './stack-probes.ts';

/** Each question goes through the cluster's API, which on a busy machine takes its time: milliseconds. */
const LIMIT = 3000;

interface Asking {
  /** What this bench runs. */
  running: readonly PodPart[];
  ports: Ports;
  stack: StackProbes;
  status: (part: PodPart) => PartStatus;
  /** Whether the cluster itself answers; nothing behind it can, while it does not. */
  cluster: (signal: AbortSignal) => Promise<HealthAnswer>;
}

/**
 * Asks the cluster and every part at the same time, through the forwarded ports. Parts at fault themselves come
 * first, the cluster before all of them, then those that only wait for another one, then the healthy.
 */
export async function askAll(
  { running, ports, stack, status, cluster }: Asking,
  signal: AbortSignal,
): Promise<PartHealth[]> {
  const asking = (part: PodPart) =>
    probeWithin({ probe: (until) => probeOf(part, ports, stack, until) }, LIMIT, signal);
  const [ground, ...answers] = await Promise.all([
    probeWithin({ probe: cluster }, LIMIT, signal),
    ...running.map(asking),
  ]);
  const parts = running.map((part, index) => {
    const answer = answers[index]!;
    const { state, reason } = status(part);
    const known = !answer.ok && state !== 'ready' ? ` (${state}${reason ? `: ${reason}` : ''})` : '';
    const rank = answer.ok ? 3 : answer.waits ? 2 : 1;
    return { part, ok: answer.ok, detail: `${answer.detail}${known}`, rank };
  });
  const first = { part: 'cluster' as const, ok: ground.ok, detail: ground.detail, rank: ground.ok ? 3 : 0 };
  return [first, ...parts]
    .sort((a, b) => a.rank - b.rank)
    .map(({ part, ok, detail }) => ({ part, ok, detail }));
}

/** The part's own probe; a part without a running pod refuses the connection at once. */
export function probeOf(
  part: PodPart,
  ports: Ports,
  stack: StackProbes,
  signal: AbortSignal,
): Promise<HealthAnswer> {
  switch (part) {
    case 'postgres':
      return stack.postgres();
    case 'rabbitmq':
      return stack.rabbitmq();
    case 'tempo':
      return probeHttp(`http://127.0.0.1:${ports.tempoHttp}/ready`, signal);
    case 'collector':
      return probeHttp(`http://127.0.0.1:${ports.collectorHealth}/`, signal);
    case 'prometheus':
      return probeHttp(`http://127.0.0.1:${ports.prometheusHttp}/-/ready`, signal);
    case 'jaeger':
      return probeHttp(`http://127.0.0.1:${ports.jaegerHttp}/api/v3/services`, signal);
    case 'loki':
      return probeHttp(`http://127.0.0.1:${ports.lokiHttp}/ready`, signal);
    default:
      return probeService(`http://127.0.0.1:${ports[portOf(part)]}`, signal);
  }
}

function portOf(service: Service): PortName {
  return (Object.keys(FORWARDS) as PortName[]).find((name) => FORWARDS[name].part === service)!;
}
