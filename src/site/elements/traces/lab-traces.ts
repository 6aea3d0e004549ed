import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { CheckoutResult, TraceList, TraceView } from '#api/trace-view.ts';
import { currentLab } from '../bench/current-lab.ts';
import { notRunning } from '../bench/not-running.ts';
import { savedOrAsked } from '../files/ask-unsaved.ts';
import { copyText } from '../page/copy-text.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { labNow } from '../server/lab-store.ts';
import { checkoutView, summary, tracesView } from './checkout-view.ts';
import { findTraces, recentTraces, searchTraces } from './find-traces.ts';
import { matchWords, traceList } from './trace-list.ts';
import { wantedTrace } from './wanted-trace.ts';

/** Checkouts that stay to be compared; their buttons fit into two lines. */
const KEPT = 8;
/** Milliseconds from a log line until the list is asked for again: Tempo's search is a second behind its traces. */
const SEARCHABLE_AFTER = 2_500;

/** What is drawn: a checkout of this page, or traces that were asked for by id. */
type Shown = { checkout: CheckoutResult } | { traces: readonly TraceView[]; asked: string };

/** Sends checkouts, finds traces by id or query, and draws every trace of one request on one time axis. */
class LabTraces extends HTMLElement {
  #stop = new AbortController();
  #results: CheckoutResult[] = [];
  #shown: Shown | undefined;
  #list: TraceList = { traces: [] };
  /** The query whose result is listed; empty for the newest requests. */
  #query = '';
  #sending = false;
  #note = '';
  #soon: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#show();
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener('submit', (event) => void this.#find(event), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => {
        if ((event as CustomEvent<{ focus: boolean }>).detail.focus)
          this.querySelector<HTMLElement>('[data-action="checkout"]')?.focus();
        void this.#refresh();
      },
      { signal },
    );
    hear('trace', ({ traceId }) => this.#lab === currentLab() && void this.#open(traceId), signal);
    onBench((_state, event) => {
      if (event?.type !== 'log' || !event.traceId || this.#soon !== undefined) return;
      this.#soon = setTimeout(() => {
        this.#soon = undefined;
        void this.#refresh();
      }, SEARCHABLE_AFTER);
    }, signal);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#stop.abort();
  }

  async #act(target: HTMLElement): Promise<void> {
    const button = target.closest<HTMLButtonElement>('button');
    const { action, result, trace, copy, showTrace } = button?.dataset ?? {};
    if (action === 'checkout' && !this.#sending) await this.#checkout();
    if (action === 'recent') await this.#search('');
    if (trace) send('logs', { words: trace });
    if (copy && button) await copyText(copy, button);
    if (showTrace) await this.#open(showTrace);
    const chosen = this.#results.find(({ orderId }) => orderId === result);
    if (!chosen) return;
    this.#shown = { checkout: chosen };
    this.#say(summary(chosen));
  }

  async #find(event: Event): Promise<void> {
    event.preventDefault();
    const wanted = wantedTrace(this.querySelector('input')!.value);
    if (wanted === undefined) return this.#search('');
    if ('wrong' in wanted) {
      this.#shown = undefined;
      return this.#say(wanted.wrong);
    }
    return 'query' in wanted ? this.#search(wanted.query) : this.#open(wanted.traceId);
  }

  async #open(traceId: string): Promise<void> {
    this.#say('Asking Tempo for this trace.');
    await this.#tried(async () => {
      const traces = await findTraces(traceId);
      if (traces[0]?.spans.length === 0) {
        this.#shown = undefined;
        this.#note = `Tempo has no span of trace ${traceId.slice(0, 8)}: they are not stored yet, or nobody recorded it.`;
        return;
      }
      this.#shown = { traces, asked: traceId };
      const more = traces.length > 1 ? ` The same order has ${traces.length} traces.` : '';
      this.#note = `Trace ${traceId.slice(0, 8)} from Tempo.${more}`;
    });
    this.querySelector('[data-part="result"]')?.scrollIntoView({ block: 'nearest' });
  }

  async #search(query: string): Promise<void> {
    // What was drawn before would stand above the list as if it were the answer, and above an error too.
    if (query !== '') this.#shown = undefined;
    await this.#tried(async () => {
      this.#query = '';
      this.#list = query === '' ? await recentTraces() : await searchTraces(query);
      this.#query = query;
      this.#note = query === '' ? '' : matchWords(this.#list);
    });
    if (this.#query !== query) await this.#refresh();
  }

  /** The newest requests, as long as no query is shown in their place and somebody looks. */
  async #refresh(): Promise<void> {
    if (this.#query !== '' || this.offsetParent === null || benchNow().mode !== 'bench') return;
    // A Tempo that is not there yet is said elsewhere.
    this.#list = await recentTraces().catch(() => this.#list);
    this.#show();
  }

  async #checkout(): Promise<void> {
    this.#sending = true;
    if (!(await savedOrAsked(this.#lab, 'Send it all the same'))) {
      this.#sending = false;
      return;
    }
    await this.#tried(async () => {
      const first = notRunning(benchNow(), this.#lab, labNow(this.#lab)?.files)
        ? 'Building what is saved first. Then sent: waiting'
        : 'Sent. Waiting';
      this.#say(`${first} until its spans are stored, about two seconds.`);
      const result = await call<CheckoutResult>('POST', `/api/labs/${this.#lab}/checkout`);
      this.#results = [result, ...this.#results].slice(0, KEPT);
      this.#shown = { checkout: result };
      this.#note = summary(result);
    });
    this.#sending = false;
    this.#show();
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#note = error.message;
    }
    this.#show();
  }

  get #lab(): string {
    return this.dataset['lab'] ?? '';
  }

  #say(words: string): void {
    this.#note = words;
    this.#show();
  }

  #show(): void {
    const chosen = this.#shown && 'checkout' in this.#shown ? this.#shown.checkout : undefined;
    render(
      html`<div class="traces-head">
        <button type="button" class="button primary" data-action="checkout" aria-disabled="${this.#sending ? 'true' : nothing}">Send a checkout</button>
        <form class="trace-find" role="search"><label>Trace id, traceparent or TraceQL
          <input type="search" spellcheck="false" autocomplete="off" placeholder="{ nestedSetParent &lt; 0 }"></label>
          <button type="submit" class="button">Show</button></form>
        <span data-part="note" role="status">${this.#note}</span>
      </div>
      <div class="trace-history" data-part="history" role="group" aria-label="Checkouts sent from this page">${
        this.#results.length > (chosen ? 1 : 0) ? history(this.#results, chosen) : nothing
      }</div>
      <div data-part="result">${this.#shown ? drawn(this.#shown) : this.#query === '' ? EMPTY : nothing}</div>
      <div data-part="list">${this.#listed()}</div>`,
      this,
    );
  }

  #listed(): TemplateResult {
    const shown =
      this.#shown && 'traces' in this.#shown ? this.#shown.traces.map(({ traceId }) => traceId) : [];
    const title = this.#query === '' ? 'Newest requests' : `Traces that match ${this.#query}`;
    const none =
      this.#query === '' ? 'No request has reached the Bookstore yet.' : 'No stored trace matches.';
    return html`${traceList(this.#list, { title, none, shown })}${
      this.#query === ''
        ? nothing
        : html`<p><button type="button" class="button small" data-action="recent">Back to the newest requests</button></p>`
    }`;
  }
}
customElements.define('lab-traces', LabTraces);

const EMPTY = html`<p class="empty">One request through all four services. What it leaves behind is shown here:
        every trace that carries the order, and the trace id in each service’s log. Requests from the terminal are listed
        below.</p>`;

function drawn(shown: Shown): TemplateResult {
  return 'checkout' in shown ? checkoutView(shown.checkout) : tracesView(shown.traces, shown.asked);
}

function history(results: readonly CheckoutResult[], chosen: CheckoutResult | undefined): unknown {
  return repeat(
    results,
    ({ orderId }) => orderId,
    (result) =>
      html`<button type="button" class="button small" data-result="${result.orderId}" aria-pressed="${result === chosen}">${result.orderId.slice(0, 8)}, ${
        result.traces.length
      } ${result.traces.length === 1 ? 'trace' : 'traces'}</button>`,
  );
}
