/** One line of a part's log, as the page shows it. */
export interface LogEntry {
  part: string;
  time: number;
  level: string;
  message: string;
  traceId: string;
  /** The other fields of a structured line, `key=value`. */
  rest: string;
}

/** Reads a log line: the services write JSON objects, the stack's parts whatever they like. */
export function readLogLine(part: string, time: number, text: string, traceId = ''): LogEntry {
  const fields = parse(text);
  if (!fields) return { part, time, level: '', message: text, traceId, rest: '' };
  const {
    level,
    msg,
    message,
    trace_id: own,
    time: _time,
    service: _service,
    span_id: _span,
    trace_flags: _flags,
    ...others
  } = fields;
  const rest = Object.entries(others).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return {
    part,
    time,
    level: String(level ?? '').toLowerCase(),
    message: String(msg ?? message ?? text),
    traceId: traceId || (typeof own === 'string' ? own : ''),
    rest: rest.join(' '),
  };
}

/** Whether a line is wanted: its part is chosen, and the words stand in its trace id or its text. */
export function wanted(entry: LogEntry, parts: ReadonlySet<string>, words: string): boolean {
  if (parts.size > 0 && !parts.has(entry.part)) return false;
  const sought = words.trim().toLowerCase();
  if (sought === '') return true;
  return `${entry.traceId} ${entry.message} ${entry.rest}`.toLowerCase().includes(sought);
}

function parse(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
