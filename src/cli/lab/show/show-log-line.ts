import { logLineView } from '#course/log-line.ts';
import type { Colour, Paint } from './paint.ts';
import { harmless } from './wrap.ts';

const LEVELS: Readonly<Record<string, Colour>> = {
  error: 'red',
  warn: 'yellow',
  info: 'plain',
  debug: 'dim',
};

/** One line of a log for people. */
export function showLogLine(time: number, text: string, paint: Paint): string {
  const { level, message, traceId, rest } = logLineView(text);
  const words = paint[LEVELS[level] ?? 'plain'](harmless(message));
  const trace = traceId && `trace_id=${paint.blue(harmless(traceId))}`;
  const name = level && harmless(level).padEnd(5);
  return [paint.dim(clockOf(new Date(time))), name, words, trace, rest && paint.dim(harmless(rest))]
    .filter(Boolean)
    .join(' ');
}

// Milliseconds are shown because most of what a request waits for is shorter than a second.
function clockOf(time: Date): string {
  return `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
