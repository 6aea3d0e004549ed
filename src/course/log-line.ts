/** What a line of a part's log says. */
export interface LogLineView {
  /** In lower case; empty where the line names none. */
  level: string;
  message: string;
  traceId: string;
  /** The other fields of a structured line, `key=value`; without what each line of the Collector repeats, and long values cut. */
  rest: string;
}

/** Characters of a value that are shown: an error stays whole, a dumped configuration does not. */
const VALUE = 300;
/** What the Collector writes into each line: a time of its own, the place in its code, and who it is. */
const COLLECTORS = ['ts', 'caller', 'resource'];

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
  const repeated = COLLECTORS.every((key) => key in fields) ? COLLECTORS : [];
  const rest = Object.entries(others)
    .filter(([key]) => !repeated.includes(key))
    .map(([key, value]) => `${key}=${cut(typeof value === 'string' ? value : JSON.stringify(value))}`);
  return {
    level: String(level ?? '').toLowerCase(),
    message: String(msg ?? message ?? text),
    traceId: typeof traceId === 'string' ? traceId : '',
    rest: rest.join(' '),
  };
}

function cut(value: string): string {
  return value.length > VALUE ? `${value.slice(0, VALUE - 1)}…` : value;
}

function parse(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
