import { html, nothing, render } from 'lit-html';
import { benchNow, onBench } from '../server/bench-link.ts';
import { send } from '../server/bench-signals.ts';
import { onLab } from '../server/lab-store.ts';
import { stepWord } from './steps-view.ts';

/** A step of a lab within the prose: its check button, and whether it has been passed. */
class LabStep extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { lab = '', step = '' } = this.dataset;
    this.querySelector('[data-action="check"]')?.addEventListener(
      'click',
      () => {
        send('show', { tab: 'checks', focus: true, lab });
        send('check', { lab, step });
      },
      { signal },
    );
    this.querySelector('[data-action="files"]')?.addEventListener(
      'click',
      () => send('show', { tab: 'files', focus: true, lab }),
      { signal },
    );
    const begin = this.querySelector<HTMLElement>('[data-action="begin"]')!;
    begin.addEventListener('click', () => send('change', { lab, action: 'open', step }), { signal });
    onLab(
      lab,
      (view) => {
        const own = view.steps.find(({ id }) => id === step);
        this.dataset['passed'] = own?.passed ? 'yes' : 'no';
        begin.hidden = !own || view.current === step;
        const word = own ? stepWord(own) : nothing;
        const state = this.querySelector<HTMLElement>('[data-part="state"]')!;
        render(word === nothing ? nothing : html`· ${word}`, state);
      },
      signal,
    );
    onBench(() => this.#showCheck(lab, step), signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #showCheck(lab: string, step: string): void {
    const { check, ready, mode } = benchNow();
    const note = this.querySelector<HTMLElement>('[data-part="note"]')!;
    const own = check?.lab === lab && check.step === step;
    const words = own
      ? `Checking: ${check.phase ?? 'asking the bench'}`
      : mode === 'bench' && !ready
        ? 'The bench is still starting; the line at the top of the page says how far it is.'
        : '';
    if (note.textContent !== words) note.textContent = words;
  }
}
customElements.define('lab-step', LabStep);
