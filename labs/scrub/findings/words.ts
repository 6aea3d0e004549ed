import { digitsOf } from '#grading/experiments/leaks/canary.ts';
import { isHash, sayForm } from '#grading/experiments/leaks/scan/form.ts';
import type { Secret } from '#grading/experiments/leaks/scan/form-in.ts';
import type { Leak } from '#grading/experiments/leaks/scan/leaks-in.ts';
import type { PlaceKind } from '#grading/experiments/leaks/scan/places.ts';
import type { LeakProbe, Store } from '#grading/experiments/leaks/seen.ts';

/** How people call the stores. */
export const STORE: Readonly<Record<Store, string>> = { tempo: 'Tempo', jaeger: 'Jaeger' };

/** How a verdict calls what leaks. */
export const WHAT: Readonly<Record<Secret, string>> = {
  email: 'the e-mail address',
  card: 'the card number',
};

const PLACE: Readonly<Record<PlaceKind, string>> = {
  attribute: 'an attribute',
  'span-name': 'the span name',
  event: 'an event',
  status: 'the status message',
  resource: 'the resource',
  scope: 'the scope',
  link: 'a link',
  'trace-state': 'the trace state',
  log: 'the log line',
  metric: 'the name of the metric',
  message: 'a header',
};

/** A place by its key, or by what it is where it has none. */
export function sayPlace({ place, key }: Pick<Leak, 'place' | 'key'>): string {
  return key || PLACE[place];
}

/** How a value stands there; of a whole card number, how many digits it has. */
export function saySeen({ secret, form, within, twice }: Leak, { canary }: LeakProbe): string {
  if (isHash(form) && twice) return `as the ${sayForm(form)} of a hash`;
  if (isHash(form)) return within ? `in the ${sayForm(form)} of a whole text` : `as its ${sayForm(form)}`;
  const digits = digitsOf(canary.card).length;
  return secret === 'card' && form === 'plain'
    ? `${sayForm(form)}, with its ${digits} digits`
    : sayForm(form);
}

/** What a hash is of: the value, or a text that anybody can put together around it. */
export function sayHashed({ secret, within, twice }: Leak): string {
  if (twice) return `a hash of ${WHAT[secret]}`;
  return within ? `the whole text with ${WHAT[secret]}` : WHAT[secret];
}

/** Places, each once, as a list that can be read at a glance. */
export function listPlaces(leaks: readonly Pick<Leak, 'place' | 'key'>[]): string {
  const names = [...new Set(leaks.map(sayPlace))];
  const more = names.length - LISTED;
  return more > 0 ? `${names.slice(0, LISTED).join(', ')} and ${more} more` : names.join(', ');
}

const LISTED = 6;

/** How many different places leak. */
export function countPlaces(leaks: readonly Leak[]): number {
  return new Set(leaks.map(({ place, key, secret }) => `${secret} ${place} ${key}`)).size;
}

/** A number of places in words. */
export function placesSaid(leaks: readonly Leak[]): string {
  const count = countPlaces(leaks);
  return count === 1 ? '1 place' : `${count} places`;
}
