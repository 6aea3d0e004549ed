import type { Evidence } from '#course/verdict.ts';
import { messageOf } from '#runtimes/logs/failure-lines.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import type { KeyedLog } from './experiments/checkout/probes/probe-result.ts';

/** A log line of a probe as a fact of a verdict: its message, with the trace and the span that it names. */
export function keyedLogFact(
  { service, message, traceId, spanId }: KeyedLog,
  note: string,
  field?: string,
): Evidence {
  return {
    kind: 'log',
    service,
    line: message,
    ...(field && { field }),
    ...idsIn({ trace_id: traceId, span_id: spanId }),
    note,
  };
}

/** A line as a service wrote it, as a fact of a verdict, with the field that is remarkable and what is said of it. */
export function lineFact(
  { part, time, written = time, text, fields = {} }: LogLine,
  { field, note }: { field?: string; note?: string } = {},
): Evidence {
  return {
    kind: 'log',
    service: part,
    time: written,
    line: text,
    ...(field && { field }),
    ...idsIn(fields),
    ...(note && { note }),
  };
}

/** A line that tells of a panic as a fact of a verdict: without its stack, which fills a page. */
export function panicFact(line: LogLine, note?: string): Evidence {
  const [said = ''] = messageOf(line.text).split('\n');
  return lineFact({ ...line, text: said }, note ? { note } : {});
}

// A learner may write anything there: what is no id leads to no trace.
function idsIn({ trace_id: traceId, span_id: spanId }: Record<string, unknown>) {
  return {
    ...(typeof traceId === 'string' && /^[0-9a-f]{32}$/.test(traceId) && { traceId }),
    ...(typeof spanId === 'string' && /^[0-9a-f]{16}$/.test(spanId) && { spanId }),
  };
}
