/** What a line of a part's log says. */
export interface LogLineView {
  /** In lower case; empty where the line names none. */
  level: string;
  message: string;
  traceId: string;
  /** The other fields of a structured line, `key=value`. */
  rest: string;
}

/** Reads a log line: the services write JSON objects, the stack's parts whatever they like. */
export function logLineView(text: string): LogLineView {
  const fields = parse(text);
  if (!fields) return { level: '', message: text, traceId: '', rest: '' };
  const {
    level,
    msg,
    message,
    trace_id: traceId,
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
    level: String(level ?? '').toLowerCase(),
    message: String(msg ?? message ?? text),
    traceId: typeof traceId === 'string' ? traceId : '',
    rest: rest.join(' '),
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
