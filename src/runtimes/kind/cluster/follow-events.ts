import { type CoreV1Event, ListWatch, Watch } from '@kubernetes/client-node';
import type { Namespaces } from '../namespaces/namespaces.ts';
import type { Connection } from './connection.ts';

/** Gives what the cluster itself says about the two namespaces, a line for each event, until `signal` aborts. */
export function followEvents(
  { kube, api }: Connection,
  { bookstore, tracing }: Namespaces,
  add: (line: string) => void,
  signal: AbortSignal,
): void {
  for (const namespace of [bookstore, tracing]) {
    const path = `/api/v1/namespaces/${namespace}/events`;
    const list = () => api.get<{ items: CoreV1Event[] }>(path, signal);
    const watching = new ListWatch<CoreV1Event>(path, new Watch(kube), list, false);
    const seen = new Set<string>();
    const report = (event: CoreV1Event) => {
      const key = `${event.metadata.uid}/${event.count ?? 0}`;
      if (seen.has(key)) return;
      // Relisted every few minutes; old ones need not be remembered for ever.
      if (seen.size > 2000) seen.clear();
      seen.add(key);
      const { kind, name } = event.involvedObject;
      add(`${event.type} ${namespace} ${kind}/${name} ${event.reason}: ${event.message ?? ''}`.trimEnd());
    };
    watching.on('add', report);
    watching.on('update', report);
    watching.on('error', () => undefined);
    signal.addEventListener('abort', () => void watching.stop(), { once: true });
    void watching.start().catch(() => undefined);
  }
}
