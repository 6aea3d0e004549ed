import { specOf } from '#system/spec-of.ts';
import { type HealthAnswer, probeHttp, probeWithin } from '../probes/ask-part.ts';
import { orderAnswers } from '../probes/order-answers.ts';
import { probeService } from '../probes/probe-service.ts';
import type { PartHealth, PartStatus } from '../runtime.ts';
import type { PodPart } from './pods/pod-part.ts';
import { FORWARDS, type Ports } from './ports.ts';
import { isStore, type StackProbes } from './probes/stack-probes.ts';

/** Milliseconds: each question goes through the cluster's API, which on a busy machine takes its time. */
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
 * Asks the cluster and every part at the same time, through the forwarded ports. A cluster that does not answer comes
 * before all parts, since none behind it can; the others are in the order of orderAnswers.
 */
export async function askAll(
  { running, ports, stack, status, cluster }: Asking,
  signal: AbortSignal,
): Promise<PartHealth[]> {
  const [ground, ...answers] = await Promise.all([
    probeWithin({ probe: cluster }, LIMIT, signal),
    ...running.map((part) =>
      probeWithin({ probe: (until) => probeOf(part, ports, stack, until) }, LIMIT, signal),
    ),
  ]);
  const parts = orderAnswers(
    running.map((part, index) => ({ status: status(part), answer: answers[index]! })),
  );
  const first: PartHealth = { part: 'cluster', ok: ground.ok, detail: ground.detail };
  if (!ground.ok) return [first, ...parts];
  const healthy = parts.findIndex(({ ok }) => ok);
  return parts.toSpliced(healthy < 0 ? parts.length : healthy, 0, first);
}

/** The part's own probe; a part without a running pod refuses the connection at once. */
export function probeOf(
  part: PodPart,
  ports: Ports,
  stack: StackProbes,
  signal: AbortSignal,
): Promise<HealthAnswer> {
  if (isStore(part)) return stack[part]();
  const { ready } = specOf(part);
  const forwards = FORWARDS.filter((forward) => forward.part === part);
  if (!ready) return probeService(`http://127.0.0.1:${ports[forwards[0]!.name]}`, signal);
  const forward = forwards.find(({ role }) => role === ready.port);
  if (!forward) throw new Error(`src/system/parts.ts does not forward the port “${ready.port}” of ${part}`);
  return probeHttp(`http://127.0.0.1:${ports[forward.name]}${ready.path}`, signal);
}
