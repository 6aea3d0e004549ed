import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { ORDER_KEY } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import type { KeyedLog } from '../checkout/probes/probe-result.ts';
import { readLine } from '../checkout/settle/read-log.ts';
import type { PlannedRequest } from './plan-traffic.ts';

/** What the services logged of one request. */
export interface RequestLogs {
  /** The trace it is in: the one it brought, or the one in which the first service logged it. */
  traceId: string;
  /** The first line of each service, upstream first. */
  logs: KeyedLog[];
  /** How many lines there are. */
  lines: number;
  /** Milliseconds from the request to the newest line. */
  lastLine?: number;
}

/** Finds the lines of each request: by its order, and catalog's, which knows no order, by its trace. */
export function logsOfRequests(
  lines: readonly LogLine[],
  planned: readonly PlannedRequest[],
  answers: ReadonlyMap<PlannedRequest, ProbeAnswer>,
): Map<PlannedRequest, RequestLogs> {
  const byOrder = Map.groupBy(lines, ({ fields }) => String(fields?.[ORDER_KEY] ?? ''));
  const ofCatalog = Map.groupBy(
    lines.filter(({ part }) => part === 'catalog'),
    ({ fields }) => String(fields?.trace_id ?? ''),
  );
  return new Map(
    planned.map((request) => {
      const keyed = byOrder.get(request.probe.orderId) ?? [];
      const traceId = request.probe.traceId || firstTraceOf(keyed);
      const all = [...keyed, ...((traceId && ofCatalog.get(traceId)) || [])];
      const sent = answers.get(request)?.sent ?? 0;
      const last = all.reduce((newest, { time, written = time }) => Math.max(newest, written), 0);
      return [
        request,
        { traceId, logs: firstOfEach(all), lines: all.length, ...(last > 0 && { lastLine: last - sent }) },
      ];
    }),
  );
}

/** Lines of different services are heard in any order. */
function firstTraceOf(lines: readonly LogLine[]): string {
  for (const service of SERVICES) {
    const traceId = lines.find(({ part }) => part === service)?.fields?.trace_id;
    if (typeof traceId === 'string') return traceId;
  }
  return '';
}

function firstOfEach(lines: readonly LogLine[]): KeyedLog[] {
  return SERVICES.flatMap((service) => {
    const first = lines.find(({ part }) => part === service);
    return first ? readLine(first) : [];
  });
}
