import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { MESSAGE_KEY, ORDER_KEY, type Probe } from '../probes/probe.ts';

/** Which roots of traces that no probe leads to are looked for. */
export type DetachedRoots = 'statements' | 'all';

/** Collects the traces of an attempt; each call adds to what is known. */
export interface TraceFetcher {
  /** Fetches known traces again, all but those to `leave`; true when something new was found. */
  fetch(signal: AbortSignal, leave?: ReadonlySet<string>): Promise<boolean>;
  /** Looks for traces that carry an order of ours; true when it also found the probes’ own traces, which are known to be stored. */
  search(signal: AbortSignal): Promise<boolean>;
  /** Adds a trace that a log line named. */
  follow(traceId: string): void;
  spansOf(traceIds: readonly string[]): Span[];
  /**
   * Traces of this time that belong to no probe: those a database call began, or all of them, and what came after `since` of an
   * `earlier` request, whose context a service may have kept. All or nothing: a trace that cannot be had is a problem, since
   * a judge who does not see it takes it for not recorded.
   */
  detachedRoots(
    since: number,
    signal: AbortSignal,
    wanted?: { which?: DetachedRoots; earlier?: string },
  ): Promise<BackendAnswer<Span[]>>;
  /** Traces that hold a span with this order. */
  tracesWith(orderId: string): string[];
  /** Traces that hold a span about this message. */
  tracesWithMessage(messageId: string): string[];
  /** Why the newest look at a trace failed; undefined where Tempo answered, or was not asked. */
  unread(traceId: string): string | undefined;
  /** Why the newest call of Tempo that failed, or found less than it should, did so. */
  problem(): string | undefined;
}

/** A root may have any name, and a resource none at all: which of them are whose is seen in the spans themselves. */
const QUERIES: Record<DetachedRoots, string> = {
  statements: '{ nestedSetParent < 0 && kind = client && span.db.system.name != nil }',
  all: '{ nestedSetParent < 0 }',
};

/** Traces that are asked for at the same time: enough to keep Tempo busy, and no crowd of connections. */
const AT_ONCE = 8;

/** Starts with the probes' own traces; those of `unstored` probes hold no span of ours that a search could find. */
export function createTraceFetcher(
  tempo: Tempo,
  probes: readonly Probe[],
  unstored: readonly Probe[] = [],
): TraceFetcher {
  const traces = new Map<string, Span[]>([...probes, ...unstored].map(({ traceId }) => [traceId, []]));
  const orders = [...probes, ...unstored].map(({ orderId }) => `span.${ORDER_KEY} = "${orderId}"`);
  const unread = new Map<string, string>();
  let problem: string | undefined;
  const follow = (traceId: string) => {
    if (/^[0-9a-f]{32}$/.test(traceId) && !traces.has(traceId)) traces.set(traceId, []);
  };
  const fetchOne = async (id: string, signal: AbortSignal): Promise<boolean> => {
    const answer = await tempo.byId(id, signal);
    unread.delete(id);
    if (!answer.ok) {
      problem = answer.problem;
      unread.set(id, problem);
    }
    if (!answer.ok || answer.value.length <= traces.get(id)!.length) return false;
    traces.set(id, answer.value);
    return true;
  };
  return {
    follow,
    async fetch(signal, leave = new Set()) {
      const ids = [...traces.keys()].filter((id) => !leave.has(id));
      let news = false;
      const fetchSome = async () => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
          if (await fetchOne(id, signal)) news = true;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, fetchSome));
      return news;
    },
    async search(signal) {
      const answer = await tempo.search(`{ ${orders.join(' || ')} }`, signal);
      if (!answer.ok) {
        problem = answer.problem;
        return false;
      }
      for (const traceId of answer.value) follow(traceId);
      const found = new Set(answer.value);
      const unknown = probes.find(({ traceId }) => !found.has(traceId));
      if (unknown) problem = `it does not find trace ${unknown.traceId}, which is stored`;
      return !unknown;
    },
    async detachedRoots(since, signal, { which = 'statements', earlier } = {}) {
      const found = await tempo.search(QUERIES[which], signal, { start: since, end: Date.now() });
      if (!found.ok) return found;
      const ids = found.value.filter((id) => !traces.has(id) && id !== earlier);
      const others = await allById(tempo, ids, signal);
      const before = await allById(tempo, earlier === undefined ? [] : [earlier], signal);
      if (!others.ok || !before.ok) return others.ok ? before : others;
      // A search goes by whole seconds: it also finds what an attempt a second ago has left.
      const late = [...others.value, ...before.value].filter(({ startTime }) => startTime >= since);
      return { ok: true, value: late };
    },
    spansOf: (traceIds) => [...new Set(traceIds)].flatMap((id) => traces.get(id) ?? []),
    tracesWith: (orderId) => tracesHaving(traces, ORDER_KEY, orderId),
    tracesWithMessage: (messageId) => tracesHaving(traces, MESSAGE_KEY, messageId),
    unread: (traceId) => unread.get(traceId),
    problem: () => problem,
  };
}

/** The spans of all these traces, a few of them asked for at a time; the first that cannot be had is the answer. */
async function allById(
  tempo: Tempo,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<BackendAnswer<Span[]>> {
  const spans: Span[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    for (const answer of await Promise.all(some.map((id) => tempo.byId(id, signal)))) {
      if (!answer.ok) return answer;
      spans.push(...answer.value);
    }
  }
  return { ok: true, value: spans };
}

function tracesHaving(traces: ReadonlyMap<string, readonly Span[]>, key: string, value: string): string[] {
  return [...traces]
    .filter(([, spans]) => spans.some(({ attributes }) => attributes[key] === value))
    .map(([id]) => id);
}
