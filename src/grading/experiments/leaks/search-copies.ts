import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import type { TraceSummary } from '#telemetry/clients/tempo-search.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { controlSpanOf, newProbe, ORDER_KEY, type Probe } from '../checkout/probes/probe.ts';
import { storeOwnSpans } from '../store-own-spans.ts';
import { type Canary, digitsOf } from './canary.ts';
import { isHash } from './scan/form.ts';
import { leaksInSpan } from './scan/leaks-in.ts';
import type { LeakProbe, Searched } from './seen.ts';

/** Milliseconds within which a search has to know a span that was just stored: measured are 1.0–1.1 s, on a busy machine several. */
const SEARCHABLE = 10_000;
const LOOK_EVERY = 150;
/** Milliseconds around an attempt in which its spans lie, whatever the clocks of the services' machines say. */
const AROUND = 30_000;
/** A search that took too long on a busy machine is made again so often. */
const ATTEMPTS = 3;

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
 * Searches Tempo for the values of customers whose spans look clean by the id of their trace: of two copies that came one after
 * the other Tempo shows the first there, and a search finds both. A span of our own, stored last, tells from when on a
 * search finds all. Where a value is in sight, no search can say more.
 */
export async function searchCopies(
  runtime: Pick<Runtime, 'endpoints'>,
  probes: readonly LeakProbe[],
  signal: AbortSignal,
): Promise<{ searched: readonly Searched[]; searchProblem?: string }> {
  const clean = probes.filter(looksClean);
  if (clean.length === 0) return { searched: [] };
  const { tempo: url, tempoOtlp } = runtime.endpoints();
  const search = searchAround(url, signal);
  const control = newProbe();
  await storeOwnSpans(tempoOtlp, [controlSpanOf(control, 'check: control of the search')], signal);
  const problem = await untilFound(control, search, signal);
  if (problem !== undefined) return { searched: [], searchProblem: problem };
  const ask = async (fields: readonly string[]) => {
    const asked = fields.flatMap((field) => clean.map(({ canary }) => `(${PLACES[field]!(field, canary)})`));
    const found = await search(`{ ${asked.join(' || ')} }`);
    const ids = found.ok ? found.value.map(({ traceId }) => traceId) : [];
    const traceIds = ids.filter((id) => clean.some(({ probe }) => probe.traceId === id));
    return { traceIds, ...(!found.ok && { searchProblem: found.problem }) };
  };
  // One search tells whether there is anything; which place it is in is asked only then.
  const any = await ask(Object.keys(PLACES));
  if (any.searchProblem !== undefined || any.traceIds.length === 0)
    return { searched: [], ...(any.searchProblem !== undefined && { searchProblem: any.searchProblem }) };
  const searched: Searched[] = [];
  for (const field of Object.keys(PLACES)) {
    const { traceIds, searchProblem } = await ask([field]);
    if (searchProblem !== undefined) return { searched, searchProblem };
    if (traceIds.length > 0) searched.push({ place: field.replace(/^(?:span|event)[.:]/, ''), traceIds });
  }
  return { searched };
}

/** A hash is in sight too, but a raw copy behind it is the deeper fault. */
function looksClean({ stored, canary }: LeakProbe): boolean {
  const spans = stored.tempo ?? [];
  const isReadable = (span: Span) => leaksInSpan(span, canary).some(({ form }) => !isHash(form));
  return spans.length > 0 && !spans.some(isReadable);
}

type Search = (query: string) => Promise<BackendAnswer<TraceSummary[]>>;

/** Searches what was stored around this time, again where Tempo did not answer in time. */
function searchAround(url: string, signal: AbortSignal): Search {
  const start = Date.now() - AROUND;
  return async (query) => {
    for (let attempt = 1; ; attempt += 1) {
      const range = { start, end: Date.now() + AROUND };
      const found = await tempoAt(url).summaries(query, signal, { range });
      if (found.ok || attempt >= ATTEMPTS) return found;
    }
  };
}

/** Why a search does not find a span of ours; undefined as soon as it does. */
async function untilFound(
  { traceId, orderId }: Probe,
  search: Search,
  signal: AbortSignal,
): Promise<string | undefined> {
  const until = performance.now() + SEARCHABLE;
  for (;;) {
    const found = await search(`{ span.${ORDER_KEY} = ${quoted(orderId)} }`);
    if (found.ok && found.value.some((one) => one.traceId === traceId)) return undefined;
    if (performance.now() > until)
      return found.ok ? 'a search does not find a span that was stored before it' : found.problem;
    await wait(LOOK_EVERY, undefined, { signal });
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A pattern that the whole value has to match; what a pattern would take for more than itself stands in brackets. */
function holding(text: string): string {
  return quoted(`.*${text.replaceAll(/[.+*?()|{}]/g, '[$&]')}.*`);
}
