import { html, render, type TemplateResult } from 'lit-html';
import type { RuntimeView } from '#api/runtime-view.ts';
import type { RuntimeName } from '#system/runtime-name.ts';
import { onBench } from '../server/bench-link.ts';
import type { BenchState } from '../server/bench-state.ts';
import { moveBench } from './move-bench.ts';
import { whereOf } from './move-texts.ts';

/** Where the bench runs, and the buttons that take it elsewhere. */
class RuntimeSwitch extends HTMLElement {
  #stop = new AbortController();
  #state: BenchState | undefined;
  #note = '';
  /** The runtimes the note was written for: it is not written again at every event of the bench. */
  #noted = '';
  #moving = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
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
    const now = JSON.stringify(runtimes);
    if (now === this.#noted) {
      this.#draw();
      return;
    }
    this.#noted = now;
    const { name, changing } = runtimes;
    if (changing) this.#say(`It leaves ${whereOf(runtimes, name)} for ${whereOf(runtimes, changing)}.`);
    else if (this.#moving) this.#say(`It starts on ${whereOf(runtimes, name)}; you can go back meanwhile.`);
    else this.#draw();
  }

  async #act(target: HTMLElement): Promise<void> {
    const to = target.closest<HTMLElement>('[data-to]')?.dataset['to'] as RuntimeName | undefined;
    const { runtimes } = this.#state ?? {};
    if (!to || !this.#state || !runtimes || runtimes.changing || to === runtimes.name) return;
    this.#say('');
    await moveBench(this.#state, to, (words) => this.#say(words));
  }

  #say(words: string): void {
    this.#note = words;
    this.#draw();
  }

  #draw(): void {
    const { runtimes } = this.#state ?? {};
    if (!runtimes) return;
    render(
      html`<div data-part="choices">${choicesView(runtimes)}</div><p role="status" data-part="note" ?hidden=${this.#note === ''}>${this.#note}</p>`,
      this,
    );
  }
}
customElements.define('runtime-switch', RuntimeSwitch);

function choicesView({ name, changing, choices }: RuntimeView): TemplateResult {
  return html`<div role="group" aria-label="Where the bench runs"><span aria-hidden="true">Runs on</span>
      ${choices.map(
        (choice) => html`<button type="button" class="button small" data-to="${choice.name}"
        aria-pressed="${choice.name === name}" aria-disabled="${changing !== undefined}">${choice.where.replace(/^the /, '')}</button>`,
      )}</div>`;
}
