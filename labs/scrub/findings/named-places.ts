import type { Secret } from '#grading/experiments/leaks/scan/form-in.ts';
import type { Leak } from '#grading/experiments/leaks/scan/leaks-in.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import { loggedLeaks, readable, storedLeaks } from './leaking.ts';

/** What people may write for a place that is no attribute, also as the Collector’s transformations and TraceQL call it. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'span-name': [
    'span-name',
    'span-names',
    'spanname',
    'name',
    'names',
    'name-of-the-span',
    'the-name-of-the-span',
  ],
  event: [
    'event',
    'events',
    'span-event',
    'span-events',
    'spanevent',
    'spanevents',
    'exception',
    'exceptions',
  ],
  status: [
    'status',
    'status-message',
    'status-messages',
    'statusmessage',
    'span-status',
    'span-status-message',
  ],
  log: ['log', 'logs', 'log-line', 'log-lines', 'logline', 'loglines'],
};

/** The places that hold a customer's value in what was stored and logged, as an answer calls them. */
export function placesOf(seen: LeaksSeen, secret: Secret): string[] {
  const all: Leak[] = [...storedLeaks(seen), ...loggedLeaks(seen)];
  return [
    ...new Set(
      readable(all)
        .filter((one) => one.secret === secret)
        .map(nameOf),
    ),
  ];
}

function nameOf({ place, key }: Leak): string {
  return place === 'attribute' || place === 'resource' || place === 'scope' ? key : place;
}

/** The places that an answer names, each once: separated by commas or the like, in any order and spelling. */
export function namedIn(typed: string, seen: LeaksSeen): string[] {
  const items = typed
    .split(/[,;\n]|\s+and\s+|\s*&\s*/i)
    .map((item) => item.trim().replaceAll(/^(?:and\s+|[-*]\s+)|["'`“”‘’()[\]:]|\.$/gi, ''))
    .filter((item) => item !== '');
  const names = items.flatMap((item) => {
    const whole = wordFor(item);
    return whole ? [whole] : item.split(/\s+/).map((word) => wordFor(word) ?? keyFor(word, seen));
  });
  return [...new Set(names)];
}

function wordFor(item: string): string | undefined {
  const plain = item
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_.]+/g, '-');
  return Object.keys(WORDS).find((place) => WORDS[place]!.includes(plain));
}

/** A key as it is on the spans; that of an event's attribute or of a log line's field means the event or the line. */
function keyFor(word: string, seen: LeaksSeen): string {
  const wanted = word.toLowerCase().replace(/^(?:span|event|attributes?)\.(?=.+\.)/, '');
  const all: Leak[] = [...storedLeaks(seen), ...loggedLeaks(seen)];
  const known = all.find(({ key }) => key.toLowerCase() === wanted);
  return known ? nameOf(known) : wanted;
}
