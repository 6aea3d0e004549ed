import { html, nothing, render, type TemplateResult } from 'lit-html';
import { bringsFiles } from '../bench/brings-files.ts';
import { notRunning, notRunningWords } from '../bench/not-running.ts';
import { savedOrAsked } from '../files/ask-unsaved.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { send } from '../server/bench-signals.ts';
import type { BenchState } from '../server/bench-state.ts';
import { deployNow } from '../server/deploy-now.ts';
import { labNow, onLab } from '../server/lab-store.ts';
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
        begin.hidden = !bringsFiles(view, step);
        const word = own ? stepWord(own) : nothing;
        const state = this.querySelector<HTMLElement>('[data-part="state"]')!;
        render(word === nothing ? nothing : html`· ${word}`, state);
        this.#showCheck(lab, step);
      },
      signal,
    );
    onBench(() => this.#showCheck(lab, step), signal);
    this.addEventListener(
      'click',
      ({ target }) => (target as HTMLElement).closest('[data-action="deploy"]') && void deploy(lab),
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #showCheck(lab: string, step: string): void {
    // A step's commands have notes of their own.
    const note = this.querySelector<HTMLElement>('.step-actions [data-part="note"]')!;
    render(noteOf(benchNow(), lab, step), note);
  }
}
customElements.define('lab-step', LabStep);

async function deploy(lab: string): Promise<void> {
  if (await savedOrAsked(lab, 'Build what is on disk')) await deployNow(lab);
}

function noteOf(state: BenchState, lab: string, step: string): TemplateResult | string {
  const { check, ready, mode } = state;
  if (check?.lab === lab && check.step === step) return `Checking: ${check.phase ?? 'asking the bench'}`;
  if (mode === 'bench' && !ready)
    return 'The bench is still starting; the line at the top of the page says how far it is.';
  const waiting = notRunning(state, lab, labNow(lab)?.files);
  if (!waiting) return '';
  return html`<span class="not-running">${notRunningWords(waiting)}.</span>
    <button type="button" class="button small" data-action="deploy">Build and restart</button>`;
}
