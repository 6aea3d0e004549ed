import type { Colour, Paint } from './paint.ts';
import { harmless } from './wrap.ts';

const LEVELS: Readonly<Record<string, Colour>> = {
  error: 'red',
  warn: 'yellow',
  info: 'plain',
  debug: 'dim',
};

/** One line of a log for people: the services write JSON objects, the stack's parts whatever they like. */
export function showLogLine(time: number, text: string, paint: Paint): string {
  const clock = paint.dim(clockOf(new Date(time)));
  const fields = parse(text);
  if (!fields) return `${clock} ${harmless(text)}`;
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
  const name = String(level ?? '').toLowerCase();
  const words = paint[LEVELS[name] ?? 'plain'](harmless(String(msg ?? message ?? text)));
  const trace =
    typeof traceId === 'string' && traceId !== '' ? `trace_id=${paint.blue(harmless(traceId))}` : '';
  return [clock, name.padEnd(5), words, trace, paint.dim(harmless(rest.join(' ')))].filter(Boolean).join(' ');
}

// Milliseconds are shown because most of what a request waits for is shorter than a second.
function clockOf(time: Date): string {
  return `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

function parse(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
