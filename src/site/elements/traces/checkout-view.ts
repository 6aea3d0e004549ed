import { html, nothing, type TemplateResult } from 'lit-html';
import type { CheckoutResult, TraceView } from '#api/trace-view.ts';
import { SERVICES } from '#system/part-names.ts';
import { countRows, type OnAxis, onSharedAxes } from '#trace-view/layout/shared-axis.ts';
import { axisOver } from '#trace-view/layout/waterfall-layout.ts';
import { deployedWords } from '../server/deploy-now.ts';
import { waterfall } from './waterfall-view.ts';

/** What a checkout left behind in one line. */
export function summary({ httpStatus, answer, traces, deployed }: CheckoutResult): string {
  const files = deployedWords(deployed);
  const outcome = outcomeOf({ httpStatus, answer, traces });
  return files ? `${files} ${outcome}` : outcome;
}

function outcomeOf({
  httpStatus,
  answer,
  traces,
}: Omit<CheckoutResult, 'deployed' | 'logs' | 'orderId' | 'traceId'>): string {
  const reply = httpStatus === 0 ? 'storefront did not answer' : `storefront answered ${httpStatus}`;
  const why = httpStatus >= 400 ? ` (${answer.slice(0, 120)})` : '';
  if (traces.length === 0) return `${reply}${why}; no trace with this order is stored`;
  return `${reply}${why}; ${traces.length === 1 ? 'one trace' : `${traces.length} traces`} with this order`;
}

/** One checkout: its traces, and below them the log line of each service. */
export function checkoutView(result: CheckoutResult): TemplateResult {
  const axes = ordered(result.traces, result.traceId);
  const colours = new Map(axes.map(({ trace }, index) => [trace.traceId, index]));
  return html`${articles(axes, 'Trace of the request')}${result.logs.length > 0 ? logTable(result, colours) : nothing}`;
}

/** A trace that was asked for, with the others of its order. */
export function tracesView(traces: readonly TraceView[], asked: string): TemplateResult {
  return articles(ordered(traces, asked), 'The trace asked for');
}

/** That of the request, or the one that was asked for, comes first, the others by time. */
function ordered(traces: readonly TraceView[], first: string): OnAxis<TraceView>[] {
  const place = ({ trace }: OnAxis<TraceView>) => (trace.traceId === first ? 0 : 1);
  return onSharedAxes(traces).sort((a, b) => place(a) - place(b));
}

function articles(axes: readonly OnAxis<TraceView>[], first: string): TemplateResult {
  return html`${axes.some(({ shared }) => shared) ? html`<p class="trace-facts">${SHARED_AXIS}</p>` : nothing}
  <div class="traces" data-count="${Math.min(axes.length, 3)}">${axes.map(
    ({ trace: { traceId, spans, waterfall: text }, extent }, index) => html`<article class="trace">
      <h3>${index > 0 ? `Another trace, ${index + 1} of ${axes.length}` : first}</h3>
      <p class="trace-line"><code class="trace-id">${traceId}</code>
        <button type="button" class="button small" data-copy="${traceId}">Copy id</button>
        <button type="button" class="button small" data-trace="${traceId}">Its logs</button></p>
      <p class="trace-facts">${countRows(spans)} in ${services(spans)}</p>
      ${waterfall(spans, { label: `Waterfall of trace ${traceId}`, text, axis: axisOver(extent), details: true })}</article>`,
  )}</div>`;
}

/** Said above waterfalls whose bars lie where they happened. */
export const SHARED_AXIS = 'All on one time axis, from the earliest start.';

function logTable({ logs }: CheckoutResult, traces: ReadonlyMap<string, number>): TemplateResult {
  const ids = new Set(logs.map(({ traceId }) => traceId));
  const verdict =
    ids.size === 1
      ? `${logs.length === SERVICES.length ? 'All' : 'These'} services log the same trace id.`
      : `The services log ${ids.size} different trace ids.`;
  return html`<h3>The same order in each service’s log</h3>
    <p class="trace-facts" data-split="${ids.size > 1}">${verdict}</p>
    <div class="log-ids" tabindex="0" role="group" aria-label="Trace id in each service’s log"><table><thead><tr><th scope="col">Service</th><th scope="col">trace_id</th><th scope="col">Is</th></tr></thead>
    <tbody>${logs.map(
      ({
        service,
        traceId,
      }) => html`<tr data-service="${service}"><th scope="row"><span class="service">${service}</span></th>
        <td><code class="trace-id">${traceId || 'none'}</code></td><td>${belongs(traceId, traces)}</td></tr>`,
    )}</tbody></table></div>`;
}

function belongs(traceId: string, traces: ReadonlyMap<string, number>): string {
  const place = traces.get(traceId);
  if (place === undefined) return 'not stored';
  return place === 0 ? 'the request’s trace' : `trace ${place + 1}`;
}

function services(spans: readonly { service: string }[]): string {
  const names = [...new Set(spans.map(({ service }) => service))];
  return names.length < 2
    ? (names[0] ?? 'no service')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
