import type { CheckoutResult } from '#api/trace-view.ts';
import { copyText } from '../page/copy-text.ts';
import { html } from '../page/markup.ts';
import { allSaved } from '../server/all-saved.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { send } from '../server/bench-signals.ts';
import { checkoutView, summary } from './checkout-view.ts';

const KEEP = 8;

/** Sends checkouts and shows every trace each left behind, side by side, with the trace id of each service's log. */
class LabTraces extends HTMLElement {
  #stop = new AbortController();
  #results: CheckoutResult[] = [];
  #chosen = 0;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.innerHTML = html`<div class="traces-head">
        <button type="button" class="button primary" data-action="checkout">Send a checkout</button>
        <span data-part="note" role="status"></span>
      </div>
      <div class="trace-history" data-part="history" role="group" aria-label="Checkouts sent from this page"></div>
      <div data-part="result"><p class="empty">One request through all four services. What it leaves behind is shown here:
        every trace that carries the order, and the trace id in each service’s log.</p></div>`.html;
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
    if (action === 'checkout') await this.#checkout(button!);
    if (trace) send('logs', { traceId: trace });
    if (copy && button) await copyText(copy, button);
    if (result === undefined) return;
    this.#chosen = Number(result);
    this.#show();
    this.querySelector<HTMLElement>(`[data-result="${result}"]`)?.focus();
  }

  async #checkout(button: HTMLButtonElement): Promise<void> {
    const note = this.querySelector<HTMLElement>('[data-part="note"]')!;
    button.setAttribute('aria-disabled', 'true');
    note.textContent = 'Sent. Waiting until its spans are stored, about two seconds.';
    try {
      await allSaved();
      const result = await call<CheckoutResult>('POST', `/api/labs/${this.dataset['lab']}/checkout`);
      this.#results = [result, ...this.#results].slice(0, KEEP);
      this.#chosen = 0;
      note.textContent = summary(result);
      this.#show();
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      note.textContent = error.message;
    } finally {
      button.removeAttribute('aria-disabled');
    }
  }

  #show(): void {
    const result = this.#results[this.#chosen];
    if (!result) return;
    this.querySelector('[data-part="history"]')!.innerHTML =
      this.#results.length < 2
        ? ''
        : html`${this.#results.map(
            ({ orderId, traces }, index) =>
              html`<button type="button" class="button small" data-result="${index}" aria-pressed="${index === this.#chosen}">${orderId.slice(0, 8)}, ${
                traces.length
              } ${traces.length === 1 ? 'trace' : 'traces'}</button>`,
          )}`.html;
    this.querySelector('[data-part="result"]')!.innerHTML = checkoutView(result).html;
  }
}
customElements.define('lab-traces', LabTraces);
