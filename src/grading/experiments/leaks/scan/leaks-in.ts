import type { LogLine } from '#runtimes/runtime.ts';
import type { Series } from '#telemetry/clients/prometheus-text.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Canary } from '../canary.ts';
import { type FoundForm, formsIn } from './form-in.ts';
import {
  type MessageAround,
  type PlaceKind,
  placesOfLine,
  placesOfMessage,
  placesOfSeries,
  placesOfSpan,
} from './places.ts';

/** A value of a customer in a place. */
export interface Leak extends FoundForm {
  place: PlaceKind;
  /** Key of the attribute or field; empty where the place has none. */
  key: string;
}

/** The values of a customer that a span holds, each place once. */
export function leaksInSpan(span: Span, canary: Canary): Leak[] {
  return leaksIn(placesOfSpan(span), canary);
}

/** The values of a customer that a log line holds, each place once. */
export function leaksInLine(line: Pick<LogLine, 'text' | 'fields'>, canary: Canary): Leak[] {
  return leaksIn(placesOfLine(line), canary);
}

/** The values of a customer that a series of a metric holds. */
export function leaksInSeries(series: Pick<Series, 'name' | 'labels'>, canary: Canary): Leak[] {
  return leaksIn(placesOfSeries(series), canary);
}

/** The values of a customer that the headers and properties of a message hold. */
export function leaksInMessage(message: MessageAround, canary: Canary): Leak[] {
  return leaksIn(placesOfMessage(message), canary);
}

function leaksIn(places: ReturnType<typeof placesOfSpan>, canary: Canary): Leak[] {
  const all = places.flatMap(({ kind, key, value }) =>
    formsIn(value, canary).map((found): Leak => ({ place: kind, key, ...found })),
  );
  // A list is read in its parts and as a whole.
  const known = all.map((leak) => JSON.stringify(leak));
  return all.filter(({ key }, index) => key === '' || known.indexOf(known[index]!) === index);
}
