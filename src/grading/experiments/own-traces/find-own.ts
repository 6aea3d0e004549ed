import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import type { TempoSummaries } from '#telemetry/clients/tempo.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import { isOwnTraceId } from '#telemetry/trace/own-trace-id.ts';

/** A trace that one of the learner's requests left, and when it began: milliseconds since the Unix epoch. */
export interface FoundTrace {
  traceId: string;
  start: number;
}

/** Every log line of the services that names a trace, by trace, oldest first, as far as the runtime has kept them. */
export function linesByTrace(runtime: Pick<Runtime, 'logs'>): Map<string, LogLine[]> {
  const lines = SERVICES.flatMap((service) => runtime.logs(service)).filter(
    ({ fields }) => typeof fields?.trace_id === 'string',
  );
  return Map.groupBy(
    lines.toSorted((a, b) => a.time - b.time),
    ({ fields }) => String(fields?.trace_id),
  );
}

/**
 * The traces that log lines of this time name; those of a check's own requests are none of them. What payments-worker logs
 * may be the end of a checkout from before that time.
 */
export function foundInLines(byTrace: ReadonlyMap<string, readonly LogLine[]>, since: number): FoundTrace[] {
  return [...byTrace].flatMap(([traceId, lines]) => {
    const first = lines.find(({ part, time }) => part !== 'payments-worker' && time >= since);
    return first && isLearners(traceId) ? [{ traceId, start: first.time }] : [];
  });
}

/** The traces of this time that Tempo finds, those without a log line too; a span of Spanwise alone makes none. */
export async function foundInStore(
  tempo: TempoSummaries,
  { since, until }: { since: number; until: number },
  signal: AbortSignal,
): Promise<BackendAnswer<FoundTrace[]>> {
  const range = { start: since, end: until };
  const found = await tempo.summaries(QUERY, signal, { range });
  if (!found.ok) return found;
  // The range is in whole seconds: what began in the second of the step's beginning and before it was not for the step.
  const value = found.value.filter(({ traceId, start }) => start >= since && isLearners(traceId));
  return { ok: true, value };
}

/** The newest of what was found, oldest first, each trace once: as many as one search of Tempo gives. */
export function newest(found: readonly FoundTrace[], most = MOST): { ids: string[]; more: boolean } {
  const sorted = found.toSorted((a, b) => a.start - b.start);
  const ids = [...new Set(sorted.map(({ traceId }) => traceId))];
  return { ids: ids.slice(-most), more: ids.length > most };
}

const MOST = 2000;
const QUERY = `{ resource.service.name != "${OWN_SERVICE}" }`;

function isLearners(traceId: string): boolean {
  return /^[0-9a-f]{32}$/.test(traceId) && !/^0+$/.test(traceId) && !isOwnTraceId(traceId);
}
