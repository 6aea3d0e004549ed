import { logLineView } from './log-line.ts';
import type { Evidence } from './verdict.ts';

/** A fact in two parts: what it is about, by name, and what is seen there. */
export function evidenceText(fact: Evidence): { about: string; seen: string } {
  switch (fact.kind) {
    case 'span':
      return { about: fact.service, seen: fact.note };
    case 'log':
      return { about: fact.service, seen: lineText(fact) };
    case 'metric':
      return { about: seriesText(fact), seen: [fact.value, fact.note].filter(Boolean).join(': ') };
    case 'config':
      return { about: placeText(fact), seen: fact.note };
    case 'backend':
      return { about: fact.name, seen: fact.note };
    case 'message':
      return { about: `message in ${fact.queue}`, seen: messageText(fact) };
  }
}

/** The headers of a message, a name and a value each; of bytes, numbers and the like the type is said. */
export function headerTexts({ headers }: Evidence & { kind: 'message' }): string[] {
  return headers.map(({ name, type, value }) => `${name}${type === 'text' ? '' : ` (${type})`}: ${value}`);
}

/** A series with its labels, as Prometheus writes it. */
export function seriesText({ series, labels = {} }: Evidence & { kind: 'metric' }): string {
  const inner = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return inner.length > 0 ? `${series}{${inner.join(', ')}}` : series;
}

/** A place as editors and compilers write it, with the keys that lead there. */
export function placeText({ file, line, column, path }: Evidence & { kind: 'config' }): string {
  const place = [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined);
  return path === undefined ? place.join(':') : `${place.join(':')} (${path})`;
}

/** A line of a log as people read it: its message and its fields, and not the JSON that a service wrote. */
export function lineWords(line: string): string {
  const { level, message, rest } = logLineView(line);
  if (message === line) return line;
  return [level === 'info' ? '' : level.toUpperCase(), message, rest].filter(Boolean).join(' ');
}

// A note that quotes the line says it all.
function lineText({ line, note }: Evidence & { kind: 'log' }): string {
  const words = lineWords(line);
  if (note === undefined) return words;
  return note.includes(line) ? note : `${words} (${note})`;
}

function messageText(fact: Evidence & { kind: 'message' }): string {
  const headers = headerTexts(fact);
  const had = headers.length > 0 ? headers.join(', ') : 'no headers';
  return [`${fact.redelivered ? 'delivered again, ' : ''}${had}.`, fact.note].filter(Boolean).join(' ');
}
