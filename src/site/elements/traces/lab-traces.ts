import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { CheckoutResult } from '#api/trace-view.ts';
import { notRunning } from '../bench/not-running.ts';
import { copyText } from '../page/copy-text.ts';
import { allSaved } from '../server/all-saved.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { benchNow } from '../server/bench-link.ts';
import { send } from '../server/bench-signals.ts';
import { checkoutView, summary } from './checkout-view.ts';

/** Checkouts that stay to be compared; their buttons fit into two lines. */
const KEPT = 8;

/** Sends checkouts and shows every trace each left behind, side by side, with the trace id of each service's log. */
class LabTraces extends HTMLElement {
  #stop = new AbortController();
  #results: CheckoutResult[] = [];
  #chosen: CheckoutResult | undefined;
  #sending = false;
  #note = '';

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#show();
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => {
        if ((event as CustomEvent<{ focus: boolean }>).detail.focus)
          this.querySelector<HTMLElement>('[data-action="checkout"]')?.focus();
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  async #act(target: HTMLElement): Promise<void> {
    const button = target.closest<HTMLButtonElement>('button');
    const { action, result, trace, copy } = button?.dataset ?? {};
    if (action === 'checkout' && !this.#sending) await this.#checkout();
    if (trace) send('logs', { words: trace });
    if (copy && button) await copyText(copy, button);
    if (result === undefined) return;
    this.#chosen = this.#results.find(({ orderId }) => orderId === result);
    this.#show();
  }

  async #checkout(): Promise<void> {
    this.#sending = true;
    try {
      await allSaved();
      const first = notRunning(benchNow(), this.#lab)
        ? 'Building what is saved first. Then sent: waiting'
        : 'Sent. Waiting';
      this.#say(`${first} until its spans are stored, about two seconds.`);
      const result = await call<CheckoutResult>('POST', `/api/labs/${this.#lab}/checkout`);
      this.#results = [result, ...this.#results].slice(0, KEPT);
      this.#chosen = result;
      this.#note = summary(result);
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#note = error.message;
    } finally {
      this.#sending = false;
      this.#show();
    }
  }

  get #lab(): string {
    return this.dataset['lab'] ?? '';
  }

  #say(words: string): void {
    this.#note = words;
    this.#show();
  }

  #show(): void {
    render(
      html`<div class="traces-head">
        <button type="button" class="button primary" data-action="checkout" aria-disabled="${this.#sending ? 'true' : nothing}">Send a checkout</button>
        <span data-part="note" role="status">${this.#note}</span>
      </div>
      <div class="trace-history" data-part="history" role="group" aria-label="Checkouts sent from this page">${
        this.#results.length > 1 ? history(this.#results, this.#chosen) : nothing
      }</div>
      <div data-part="result">${this.#chosen ? checkoutView(this.#chosen) : EMPTY}</div>`,
      this,
    );
  }
}
customElements.define('lab-traces', LabTraces);

const EMPTY = html`<p class="empty">One request through all four services. What it leaves behind is shown here:
        every trace that carries the order, and the trace id in each service’s log.</p>`;

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
