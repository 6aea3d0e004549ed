import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { ORDER_KEY, type Probe } from '../probes/probe.ts';

/** Collects the traces of an attempt; each call adds to what is known. */
export interface TraceFetcher {
  /** Fetches every known trace again; true when something new was found. */
  fetch(signal: AbortSignal): Promise<boolean>;
  /** Looks for traces that carry an order of ours; true when it also found the probes’ own traces, which are known to be stored. */
  search(signal: AbortSignal): Promise<boolean>;
  /** Adds a trace that a log line named. */
  follow(traceId: string): void;
  spansOf(traceIds: readonly string[]): Span[];
  /** Database calls of this time that began a trace of their own, and so carry no order to find them by. */
  detachedRoots(since: number, signal: AbortSignal): Promise<Span[]>;
  /** Traces that hold a span with this order. */
  tracesWith(orderId: string): string[];
  /** Why the newest call of Tempo that failed, or found less than it should, did so. */
  problem(): string | undefined;
}

/** Starts with the probes' own traces. */
export function createTraceFetcher(tempo: Tempo, probes: readonly Probe[]): TraceFetcher {
  const traces = new Map<string, Span[]>(probes.map(({ traceId }) => [traceId, []]));
  const orders = probes.map(({ orderId }) => `span.${ORDER_KEY} = "${orderId}"`);
  let problem: string | undefined;
  const follow = (traceId: string) => {
    if (/^[0-9a-f]{32}$/.test(traceId) && !traces.has(traceId)) traces.set(traceId, []);
  };
  return {
    follow,
    async fetch(signal) {
      const ids = [...traces.keys()];
      const answers = await Promise.all(ids.map((id) => tempo.byId(id, signal)));
      const news = answers.map((answer, index) => {
        if (!answer.ok) problem = answer.problem;
        const known = traces.get(ids[index]!)!;
        if (!answer.ok || answer.value.length <= known.length) return false;
        traces.set(ids[index]!, answer.value);
        return true;
      });
      return news.includes(true);
    },
    async search(signal) {
      const answer = await tempo.search(`{ ${orders.join(' || ')} }`, signal);
      if (!answer.ok) {
        problem = answer.problem;
        return false;
      }
      for (const traceId of answer.value) follow(traceId);
      const unknown = probes.find(({ traceId }) => !answer.value.includes(traceId));
      if (unknown) problem = `it does not find trace ${unknown.traceId}, which is stored`;
      return !unknown;
    },
    async detachedRoots(since, signal) {
      const query = '{ nestedSetParent < 0 && kind = client && span.db.system.name != nil }';
      const found = await tempo.search(query, signal, { start: since, end: Date.now() });
      const ids = found.ok ? found.value.filter((id) => !traces.has(id)) : [];
      const answers = await Promise.all(ids.map((id) => tempo.byId(id, signal)));
      return answers.flatMap((answer) => (answer.ok ? answer.value : []));
    },
    spansOf: (traceIds) => [...new Set(traceIds)].flatMap((id) => traces.get(id) ?? []),
    tracesWith: (orderId) =>
      [...traces]
        .filter(([, spans]) => spans.some((span) => span.attributes[ORDER_KEY] === orderId))
        .map(([id]) => id),
    problem: () => problem,
  };
}
