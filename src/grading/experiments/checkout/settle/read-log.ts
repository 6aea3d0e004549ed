import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { ProbeAnswer } from '../probes/probe-answer.ts';
import type { KeyedLog } from '../probes/probe-result.ts';

/** Lines a service logged for an order, by order. */
export function logsByOrder(lines: readonly LogLine[]): Map<string, KeyedLog[]> {
  const keyed = lines.filter(({ fields }) => fields?.[ORDER_KEY] !== undefined);
  const byOrder = Map.groupBy(keyed, ({ fields }) => String(fields?.[ORDER_KEY]));
  return new Map([...byOrder].map(([order, ofOrder]) => [order, ofOrder.flatMap(readLine)]));
}

/** A request that asked catalog for a book, and the traces that are known to hold spans of it, its own first. */
export interface BookRequest {
  book: string;
  answer: ProbeAnswer;
  traceIds: readonly string[];
}

/** How long after an answer a line that was written before it may still be read from the pipe or the pod: milliseconds. */
const LOG_LAG = 250;

/**
 * The lines that catalog logged for each request, in the order of the requests. It knows books, not orders: a line
 * belongs to the request whose trace it names. The lines of a look-up outside all of these traces go to the first
 * request for that book, of that time, that has none.
 */
export function logsByRequest(lines: readonly LogLine[], requests: readonly BookRequest[]): KeyedLog[][] {
  const owners = Map.groupBy(
    requests.flatMap((request, index) => request.traceIds.map((id) => ({ id, index }))),
    ({ id }) => id,
  );
  const logs = requests.map((): KeyedLog[] => []);
  const strays = new Map<string, LogLine[]>();
  for (const line of lines) {
    if (line.part !== 'catalog' || !line.fields || line.fields.book === undefined) continue;
    const traceId = String(line.fields.trace_id ?? '');
    const claims = owners.get(traceId) ?? [];
    // Orders of several requests may be in the trace of the first; the look-up there is that request's.
    const own = claims.find(({ index }) => requests[index]!.traceIds[0] === traceId);
    const owner = own ?? (claims.length === 1 ? claims[0] : undefined);
    const key = traceId || `${strays.size}`;
    if (owner) logs[owner.index]!.push(...readLine(line));
    else strays.set(key, [...(strays.get(key) ?? []), line]);
  }
  const bySent = requests
    .map((request, index) => ({ ...request, index }))
    .toSorted((a, b) => a.answer.sent - b.answer.sent);
  for (const stray of strays.values()) {
    // A context that is kept puts the look-ups of all requests into one trace, be it that of a request of long before.
    const takers = new Set<number>();
    for (const line of stray) {
      const { time, fields } = line;
      const request = bySent.find(
        ({ book, answer, index }) =>
          fields?.book === book &&
          time >= answer.sent &&
          time <= answer.answered + LOG_LAG &&
          (takers.has(index) || logs[index]!.length === 0),
      );
      if (!request) continue;
      takers.add(request.index);
      logs[request.index]!.push(...readLine(line));
    }
  }
  return logs;
}

/**
 * The newest complaint of each service's span exporter. The exporter begins its errors with “traces export”, whatever
 * program logs them; the SDK's other complaints, such as one about a sampler, come the same way and are none of these.
 */
export function exportErrorsIn(lines: readonly LogLine[]): Partial<Record<Service, string>> {
  const errors: Partial<Record<Service, string>> = {};
  for (const { part, text, fields } of lines) {
    const complaint = String(fields?.error ?? text);
    const service = SERVICES.find((one) => one === part);
    if (service && complaint.includes('traces export')) errors[service] = complaint;
  }
  return errors;
}

/** What a line says of a request; nothing where it is no line of a service with fields. */
export function readLine({ part, fields }: LogLine): KeyedLog[] {
  const service = SERVICES.find((one) => one === part);
  if (!service || !fields) return [];
  const flags = fields.trace_flags;
  return [
    {
      service,
      traceId: String(fields.trace_id ?? ''),
      spanId: String(fields.span_id ?? ''),
      sampled: typeof flags === 'string' ? (Number.parseInt(flags, 16) & 1) === 1 : undefined,
      message: [fields.msg, fields.error].filter((part) => part !== undefined).join(': '),
    },
  ];
}
