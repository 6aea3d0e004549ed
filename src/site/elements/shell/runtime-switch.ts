import type { RuntimeName } from '#system/runtime-name.ts';
import { html } from '../page/markup.ts';
import { onBench } from '../server/bench-link.ts';
import type { BenchState } from '../server/bench-state.ts';
import { moveBench } from './move-bench.ts';
import { whereOf } from './move-texts.ts';

/** Where the bench runs, and the buttons that take it elsewhere. */
class RuntimeSwitch extends HTMLElement {
  #stop = new AbortController();
  #state: BenchState | undefined;
  #shown = '';
  #moving = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.innerHTML = '<div data-part="choices"></div><p role="status" data-part="note" hidden></p>';
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    onBench((state) => this.#show(state), signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #show(state: BenchState): void {
    this.#state = state;
    const { runtimes } = state;
    this.hidden = state.mode !== 'bench' || !state.connected || !runtimes;
    if (!runtimes) return;
    if (runtimes.changing) this.#moving = true;
    else if (this.#moving && state.ready) {
      this.#moving = false;
      this.#say(`The bench is ready on ${whereOf(runtimes, runtimes.name)}.`);
    }
    // The bench says something every second; buttons made anew would lose the keyboard.
    if (JSON.stringify(runtimes) === this.#shown) return;
    this.#shown = JSON.stringify(runtimes);
    const { name, changing, choices } = runtimes;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['to'];
    this.querySelector('[data-part="choices"]')!.innerHTML =
      html`<div role="group" aria-label="Where the bench runs"><span aria-hidden="true">Runs on</span>
      ${choices.map(
        (choice) => html`<button type="button" class="button small" data-to="${choice.name}"
        aria-pressed="${String(choice.name === name)}" aria-disabled="${String(changing !== undefined)}">${choice.where.replace(/^the /, '')}</button>`,
      )}</div>`.html;
    if (focused) this.querySelector<HTMLElement>(`[data-to="${focused}"]`)?.focus();
    if (changing) this.#say(`It leaves ${whereOf(runtimes, name)} for ${whereOf(runtimes, changing)}.`);
    else if (this.#moving) this.#say(`It starts on ${whereOf(runtimes, name)}; you can go back meanwhile.`);
  }

  async #act(target: HTMLElement): Promise<void> {
    const to = target.closest<HTMLElement>('[data-to]')?.dataset['to'] as RuntimeName | undefined;
    const { runtimes } = this.#state ?? {};
    if (!to || !this.#state || !runtimes || runtimes.changing || to === runtimes.name) return;
    this.#say('');
    await moveBench(this.#state, to, (words) => this.#say(words));
  }

  #say(words: string): void {
    const note = this.querySelector<HTMLElement>('[data-part="note"]')!;
    note.textContent = words;
    note.hidden = words === '';
  }
}
customElements.define('runtime-switch', RuntimeSwitch);
