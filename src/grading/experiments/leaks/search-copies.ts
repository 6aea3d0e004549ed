import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import { type Tempo, tempoAt } from '#telemetry/clients/tempo.ts';
import { newProbe, ORDER_KEY, parentSpanOf } from '../checkout/probes/probe.ts';
import { storeOwnSpans } from '../store-own-spans.ts';
import { type Canary, digitsOf } from './canary.ts';
import { isHash } from './scan/form.ts';
import { leaksInSpan } from './scan/leaks-in.ts';
import type { LeakProbe, Searched } from './seen.ts';

/** Milliseconds within which a search knows a span that was just stored: measured are 1.0–1.1 s. */
const SEARCHABLE = 4000;
const LOOK_EVERY = 150;

/** Where the shop of this lab puts a customer's values, and what is asked there. */
const PLACES: Readonly<Record<string, (field: string, canary: Canary) => string>> = {
  'span.enduser.email': (field, { email }) => `${field} = ${quoted(email)}`,
  'span.payment.card.number': (field, { card }) =>
    `${field} = ${digitsOf(card)} || ${field} = ${quoted(card)}`,
  'span.url.full': (field, { email }) => `${field} =~ ${holding(encodeURIComponent(email))}`,
  'span.db.query.text': (field, { email }) => `${field} =~ ${holding(email)}`,
  'span:name': (field, { email }) => `${field} =~ ${holding(email)}`,
  'span:statusMessage': (field, { card }) => `${field} =~ ${holding(card)}`,
  'event.exception.message': (field, { card }) => `${field} =~ ${holding(card)}`,
};

/**
 * Searches Tempo for the customers' values in checkouts that are clean by their ids. By its id Tempo may show one copy of a
 * span alone, of two that came one after the other the first; a search finds the other.
 */
export async function searchCopies(
  runtime: Pick<Runtime, 'endpoints'>,
  probes: readonly LeakProbe[],
  signal: AbortSignal,
): Promise<{ searched: readonly Searched[]; searchProblem?: string }> {
  const clean = probes.filter(isCleanById);
  if (clean.length === 0) return { searched: [] };
  const { tempo: url, tempoOtlp } = runtime.endpoints();
  const tempo = tempoAt(url);
  const late = await untilSearchable(tempo, tempoOtlp, signal);
  if (late !== undefined) return { searched: [], searchProblem: late };
  // One search for all places, because each reads all that came lately. Only what it finds is looked at closer.
  const fields = Object.keys(PLACES);
  const all = await tempo.summaries(queryFor(fields, clean), signal);
  if (!all.ok) return { searched: [], searchProblem: all.problem };
  const copied = clean.filter(({ probe }) => all.value.some(({ traceId }) => traceId === probe.traceId));
  if (copied.length === 0) return { searched: [] };
  const searched: Searched[] = [];
  for (const field of fields) {
    const found = await tempo.summaries(queryFor([field], copied), signal);
    if (!found.ok) return { searched, searchProblem: found.problem };
    const traceIds = found.value.map(({ traceId }) => traceId);
    searched.push({ place: field.replace(/^(?:span|event)[.:]/, ''), traceIds });
  }
  return { searched };
}

/** A hash is a finding of its own; what a search finds is readable. */
function isCleanById({ stored, canary }: LeakProbe): boolean {
  return !(stored.tempo ?? []).some((span) => leaksInSpan(span, canary).some(({ form }) => !isHash(form)));
}

/** A span of our own, stored last, tells from when on a search finds everything. Says what is wrong where it does not. */
async function untilSearchable(
  tempo: Pick<Tempo, 'search'>,
  otlp: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const control = newProbe();
  await storeOwnSpans(otlp, [parentSpanOf(control, 'check: control of the search', Date.now())], signal);
  const until = performance.now() + SEARCHABLE;
  for (;;) {
    const found = await tempo.search(`{ span.${ORDER_KEY} = ${quoted(control.orderId)} }`, signal);
    if (found.ok && found.value.includes(control.traceId)) return undefined;
    if (performance.now() > until)
      return found.ok ? 'a search does not find a span that was stored before it' : found.problem;
    await wait(LOOK_EVERY, undefined, { signal });
  }
}

function queryFor(fields: readonly string[], probes: readonly LeakProbe[]): string {
  const asked = fields.flatMap((field) => probes.map(({ canary }) => `(${PLACES[field]!(field, canary)})`));
  return `{ ${asked.join(' || ')} }`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A pattern that the whole value has to match; what a pattern would take for more than itself stands in brackets. */
function holding(text: string): string {
  return quoted(`.*${text.replaceAll(/[.+*?()|{}]/g, '[$&]')}.*`);
}
