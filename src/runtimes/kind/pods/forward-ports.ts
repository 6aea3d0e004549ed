import { FORWARDS, type Ports } from '../ports.ts';
import type { KindSession } from '../session.ts';
import { forwardPort } from './forward.ts';

/**
 * Opens every port of the bench on loopback until `signal` aborts. They stay the same whatever becomes of the cluster
 * behind them; one whose part does not run refuses.
 */
export async function forwardPorts(
  ports: Ports,
  session: () => KindSession | undefined,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    FORWARDS.map(({ name, part, podPort }) => {
      const target = () => {
        const current = session();
        return current && { pod: current.pods.of(part), kube: current.connection.kube };
      };
      return forwardPort({ port: ports[name], podPort, target, signal });
    }),
  );
}
