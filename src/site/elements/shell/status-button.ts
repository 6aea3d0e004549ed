import type { PartView } from '#api/events.ts';
import { html } from '../page/markup.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import type { BenchState } from '../server/bench-state.ts';
import { statusTexts, times } from './status-texts.ts';
import './runtime-switch.ts';

/** The status button in the header: one line of state, and behind it every phase and part with its reason, log and restart. */
class StatusButton extends HTMLElement {
  #stop = new AbortController();
  #state: BenchState | undefined;
  #logs = new Map<string, string>();

  connectedCallback(): void {
    this.#stop = new AbortController();
    this.innerHTML =
      html`<button type="button" class="status-toggle" aria-expanded="false" aria-controls="bench-status">
        <span class="status-mark" aria-hidden="true"></span><span class="status-line"></span></button>
      <div class="status-panel" id="bench-status" hidden>
        <div data-part="reason"></div><runtime-switch hidden></runtime-switch><div data-part="state"></div></div>`.html;
    const { signal } = this.#stop;
    this.#button.addEventListener('click', () => this.#open(Boolean(this.#panel.hidden)), { signal });
    this.addEventListener('click', (event) => void this.#act(event), { signal });
    document.addEventListener(
      'click',
      (event) => {
        // A question asked from here stands outside of it.
        const asked = (event.target as Element).closest('dialog');
        if (!asked && !event.composedPath().includes(this)) this.#open(false);
      },
      { signal },
    );
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#panel.hidden) return;
      this.#open(false);
      this.#button.focus();
    });
    onBench((state) => this.#show(state), signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #show(state: BenchState): void {
    this.#state = state;
    const { words, tone } = statusTexts(state);
    this.#button.dataset['tone'] = tone;
    const place = this.querySelector('.status-line')!;
    if (place.textContent !== words) place.textContent = words;
    if (!this.#panel.hidden) this.#fill();
  }

  #open(open: boolean): void {
    this.#panel.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
    if (open) this.#fill();
  }

  #fill(): void {
    const state = this.#state;
    if (!state) return;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['key'];
    this.#panel.querySelector('[data-part="reason"]')!.innerHTML = explain(state).html;
    this.#panel.querySelector('[data-part="state"]')!.innerHTML = html`${
      state.phases.length > 0 &&
      html`<h2>Start</h2><ol class="phases">${state.phases.map(
        (phase) => html`<li data-state="${phase.state}"><b>${phase.title}</b>
          <span>${phase.state === 'waiting' ? 'waiting' : `${phase.state}, ${times(phase)}`}</span>
          ${phase.detail && html`<p>${phase.detail}</p>`}</li>`,
      )}</ol>`
    }
      ${
        !state.ready &&
        state.phases.some((phase) => phase.state === 'failed') &&
        html`<p><button type="button" class="button small" data-action="up" data-key="up">Try to start again</button></p>`
      }
      ${state.parts.length > 0 && html`<h2>Parts</h2><ul class="parts">${state.parts.map((part) => this.#part(part))}</ul>`}`.html;
    if (focused) this.#panel.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  #part(part: PartView) {
    const log = this.#logs.get(part.part);
    return html`<li data-state="${part.state}" data-service="${part.part}">
      <span class="service">${part.part}</span> <span class="part-state">${part.state}${
        part.build && part.build.state !== 'current' && ` · build ${part.build.state}`
      }${part.memory && ` · ${Math.round(part.memory / 1048576)} MB`}</span>
      <span class="part-actions">
        <button type="button" class="button small" data-log="${part.part}" data-key="log-${part.part}" aria-expanded="${log !== undefined}">Log</button>
        <button type="button" class="button small" data-restart="${part.part}" data-key="restart-${part.part}">Restart</button></span>
      ${part.reason && !this.#state?.runtimes?.changing && html`<p>${part.reason}</p>`}
      ${log !== undefined && html`<pre tabindex="0" aria-label="Newest lines of ${part.part}">${log}</pre>`}</li>`;
  }

  async #act(event: Event): Promise<void> {
    const { log, restart, action } =
      (event.target as HTMLElement).closest<HTMLElement>('button')?.dataset ?? {};
    try {
      if (action === 'up') await call('POST', '/api/runtime/up');
      if (restart) await call('POST', `/api/parts/${restart}/restart`);
      if (!log) return;
      if (this.#logs.delete(log)) return this.#fill();
      const { lines } = await call<{ lines: { text: string }[] }>('GET', `/api/parts/${log}/logs`);
      this.#logs.set(
        log,
        lines
          .slice(-14)
          .map(({ text }) => text)
          .join('\n') || 'No lines yet.',
      );
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#logs.set(log ?? restart ?? '', error.message);
    }
    this.#fill();
  }

  get #button(): HTMLButtonElement {
    return this.querySelector<HTMLButtonElement>('.status-toggle')!;
  }

  get #panel(): HTMLElement {
    return this.querySelector<HTMLElement>('.status-panel')!;
  }
}
customElements.define('status-button', StatusButton);

function explain(state: BenchState) {
  if (state.mode === 'static')
    return html`<p>This page is read without a bench. The quiz works; the labs need <code>npm start</code> on your machine.</p>`;
  if (state.mode === 'locked')
    return html`<p>Open the link printed in the terminal, or press Enter there for a new one.</p>`;
  if (state.mode === 'asking') return html`<p>Asking the server whether there is a bench.</p>`;
  if (!state.connected)
    return html`<p>The server does not answer. Look at the terminal where <code>npm start</code> runs. The page connects again by itself.</p>`;
  return state.reason ? html`<p>${state.reason}</p>` : html``;
}
