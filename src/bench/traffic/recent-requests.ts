import type { TraceList } from '#api/trace-view.ts';
import { SERVICES } from '#system/part-names.ts';
import { isEdge } from '#system/sources.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import { isOwnTraceId } from '#telemetry/trace/own-trace-id.ts';

/** The newest requests that reached the Bookstore from outside, those of checks left out. */
export type RecentRequests = (signal: AbortSignal) => Promise<BackendAnswer<TraceList>>;

/** Requests in the list: more are read by nobody. */
const LISTED = 20;
/** Requests that are looked at: a few checks may have sent some since of which no span of their own is stored. */
const SEEN = 100;
/** Traces whose beginning is remembered, so that a list that is asked for again reads only what is new. */
const REMEMBERED = 500;
/** The service that requests from outside reach. */
const EDGE = SERVICES.find((service) => isEdge(service)) ?? '';
/**
 * A check sends more than are looked at, so those with a span of its own are left out by Tempo. Without the hint Tempo gives
 * any that match, up to the limit.
 */
const QUERY = `{ resource.service.name = "${EDGE}" && kind = server && trace:rootService != "${OWN_SERVICE}" } with (most_recent=true)`;

/** Makes it for the Tempo that is at `tempoUrl` by then. */
export function createRecentRequests(tempoUrl: () => string): RecentRequests {
  /** Service and name of a trace's first span: a search may not have seen it, or there may be no root. */
  const firsts = new Map<string, { service: string; name: string }>();
  return async (signal) => {
    const tempo = tempoAt(tempoUrl());
    const found = await tempo.summaries(QUERY, signal, { limit: SEEN });
    if (!found.ok) return found;
    // The first request of a check has no span of its own, and that of another may not be stored yet.
    const newest = found.value
      .filter(({ traceId }) => !isOwnTraceId(traceId))
      .toSorted((a, b) => b.start - a.start);
    const unknown = newest.filter(({ traceId, rootService }) => !rootService && !firsts.has(traceId));
    await Promise.all(
      unknown.map(async ({ traceId }) => {
        const trace = await tempo.byId(traceId, signal);
        const [first] = trace.ok ? trace.value.toSorted((a, b) => a.startTime - b.startTime) : [];
        if (first) firsts.set(traceId, { service: first.service, name: first.name });
      }),
    );
    for (const id of [...firsts.keys()].slice(0, -REMEMBERED)) firsts.delete(id);
    const traces = newest.map(({ traceId, rootService, rootName, start, duration }) => {
      const first = firsts.get(traceId) ?? { service: EDGE, name: '' };
      return {
        traceId,
        service: rootService ?? first.service,
        name: rootName ?? first.name,
        start,
        duration,
      };
    });
    return {
      ok: true,
      value: { traces: traces.slice(0, LISTED) },
    };
  };
}
