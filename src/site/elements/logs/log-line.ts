import { type LogLineView, logLineView } from '#course/log-line.ts';

/** One line of a part's log, as the page shows it. */
export interface LogEntry extends LogLineView {
  part: string;
  time: number;
}

/** The entry for a log line; a trace id that the bench found in it is better than the line's own. */
export function readLogLine(part: string, time: number, text: string, traceId = ''): LogEntry {
  const view = logLineView(text);
  return { ...view, part, time, traceId: traceId || view.traceId };
}

/** Whether a line is wanted: its part is chosen, and the words stand in its trace id or its text. */
export function wanted(entry: LogEntry, parts: ReadonlySet<string>, words: string): boolean {
  if (parts.size > 0 && !parts.has(entry.part)) return false;
  const sought = words.trim().toLowerCase();
  if (sought === '') return true;
  return `${entry.traceId} ${entry.message} ${entry.rest}`.toLowerCase().includes(sought);
}
