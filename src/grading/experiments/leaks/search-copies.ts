import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { newProbe, ORDER_KEY, parentSpanOf } from '../checkout/probes/probe.ts';
import { storeOwnSpans } from '../store-own-spans.ts';
import { type Canary, digitsOf } from './canary.ts';
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
 * Searches Tempo for the customers' values. By its id Tempo may show one copy of a span alone, of two that came one after
 * the other the first; a search finds the other. A span of our own, stored last, tells from when on a search finds all.
 */
export async function searchCopies(
  runtime: Pick<Runtime, 'endpoints'>,
  probes: readonly LeakProbe[],
  signal: AbortSignal,
): Promise<{ searched: readonly Searched[]; searchProblem?: string }> {
  const { tempo: url, tempoOtlp } = runtime.endpoints();
  const tempo = tempoAt(url);
  const control = newProbe();
  await storeOwnSpans(tempoOtlp, [parentSpanOf(control, 'check: control of the search', Date.now())], signal);
  const until = performance.now() + SEARCHABLE;
  for (let isThere = false; !isThere; ) {
    const found = await tempo.search(`{ span.${ORDER_KEY} = ${quoted(control.orderId)} }`, signal);
    isThere = found.ok && found.value.includes(control.traceId);
    if (isThere) break;
    if (performance.now() > until) {
      const problem = found.ok ? 'a search does not find a span that was stored before it' : found.problem;
      return { searched: [], searchProblem: problem };
    }
    await wait(LOOK_EVERY, undefined, { signal });
  }
  const ours = new Set(probes.map(({ probe }) => probe.traceId));
  let searchProblem: string | undefined;
  const searched = await Promise.all(
    Object.entries(PLACES).map(async ([field, ask]): Promise<Searched> => {
      const query = probes.map(({ canary }) => `(${ask(field, canary)})`).join(' || ');
      const found = await tempo.search(`{ ${query} }`, signal);
      if (!found.ok) searchProblem = found.problem;
      const place = field.replace(/^(?:span|event)[.:]/, '');
      return { place, traceIds: found.ok ? found.value.filter((id) => ours.has(id)) : [] };
    }),
  );
  return { searched, ...(searchProblem !== undefined && { searchProblem }) };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A pattern that the whole value has to match; what a pattern would take for more than itself stands in brackets. */
function holding(text: string): string {
  return quoted(`.*${text.replaceAll(/[.+*?()|{}]/g, '[$&]')}.*`);
}
