import { render } from 'lit-html';
import { keepFocus } from '../page/keep-focus.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import { type BenchState, unknownBench } from '../server/bench-state.ts';
import { statusView } from './status-view.ts';
import './runtime-switch.ts';

/** Newest lines of a part's log that the panel shows: as many as fit beside the other parts. */
const LOG_LINES = 14;

/** The status button in the header: one line of state, and behind it every phase and part with its reason, log and restart. */
class StatusButton extends HTMLElement {
  #stop = new AbortController();
  #state: BenchState = unknownBench;
  #open = false;
  #logs = new Map<string, string>();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    // What the page was built with stands in for this while the script loads.
    this.replaceChildren();
    this.addEventListener('click', (event) => void this.#act(event), { signal });
    document.addEventListener(
      'click',
      (event) => {
        // A dialog opened from this panel is not inside it; a click in the dialog must not close the panel.
        const asked = (event.target as Element).closest('dialog');
        if (!asked && !event.composedPath().includes(this)) this.#toggle(false);
      },
      { signal },
    );
    this.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !this.#open) return;
        this.#toggle(false);
        this.querySelector<HTMLElement>('.status-toggle')?.focus();
      },
      { signal },
    );
    onBench((state) => {
      this.#state = state;
      this.#show();
    }, signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #toggle(open: boolean): void {
    this.#open = open;
    this.#show();
  }

  #show(): void {
    keepFocus(
      this,
      () => render(statusView(this.#state, this.#open, this.#logs), this),
      () => this.querySelector<HTMLElement>('.status-toggle'),
    );
  }

  async #act(event: Event): Promise<void> {
    const { log, restart, action } =
      (event.target as HTMLElement).closest<HTMLElement>('button')?.dataset ?? {};
    if (action === 'toggle') return this.#toggle(!this.#open);
    try {
      if (action === 'up') await call('POST', '/api/runtime/up');
      if (restart) await call('POST', `/api/parts/${restart}/restart`);
      if (log && !this.#logs.delete(log)) this.#logs.set(log, await newestLines(log));
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#logs.set(log ?? restart ?? '', error.message);
    }
    this.#show();
  }
}
customElements.define('status-button', StatusButton);

async function newestLines(part: string): Promise<string> {
  const { lines } = await call<{ lines: { text: string }[] }>('GET', `/api/parts/${part}/logs`);
  const newest = lines.slice(-LOG_LINES).map(({ text }) => text);
  return newest.join('\n') || 'No lines yet.';
}
