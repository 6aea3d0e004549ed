import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LabView } from '#api/lab-view.ts';
import { atRoot } from '../page/site-root.ts';
import { BenchError } from '../server/bench-api.ts';
import { send } from '../server/bench-signals.ts';
import { onLab } from '../server/lab-store.ts';
import { download, progressFile, takeProgress } from './take-progress.ts';

/** The foot of the checks panel: the kept copies of the files, a new beginning, and the record as a file. */
class LabKeep extends HTMLElement {
  #stop = new AbortController();
  #lab: LabView | undefined;
  #note = '';

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener('click', (event) => this.#act(event), { signal });
    this.addEventListener('change', (event) => void this.#import(event.target as HTMLInputElement), {
      signal,
    });
    onLab(
      this.#id,
      (lab) => {
        this.#lab = lab;
        this.#show();
      },
      signal,
    );
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #show(): void {
    if (this.#lab) render(html`${keptCopies(this.#lab)}${record(this.#note)}`, this);
  }

  #act(event: Event): void {
    const target = event.target as HTMLElement;
    if (target.closest('[data-action="save-progress"]')) {
      // Without this script the link gives the part of the bench alone.
      event.preventDefault();
      void this.#export();
    }
    const { restore, action } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (restore) send('change', { lab: this.#id, action: 'restore', copy: restore });
    if (action === 'reset-lab') send('change', { lab: this.#id, action: 'reset-lab' });
    if (action === 'import') this.querySelector<HTMLInputElement>('input[type="file"]')!.click();
  }

  async #export(): Promise<void> {
    try {
      download('spanwise-progress.json', JSON.stringify(await progressFile()));
      this.#say('Saved: attempts, marks and hints of all labs, sections read and answers given.');
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#say(error.message);
    }
  }

  async #import(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.#say('Reading the record.');
    try {
      const record: unknown = JSON.parse(await file.text());
      this.#say(await takeProgress(record));
    } catch (error) {
      if (error instanceof SyntaxError) this.#say(`${file.name} is no record of Spanwise: it is not JSON.`);
      else if (error instanceof BenchError) this.#say(error.message);
      else throw error;
    }
  }

  get #id(): string {
    return this.dataset['lab'] ?? '';
  }

  #say(words: string): void {
    this.#note = words;
    this.#show();
  }
}
customElements.define('lab-keep', LabKeep);

function keptCopies({ copies }: LabView): TemplateResult | typeof nothing {
  if (copies.length === 0) return nothing;
  return html`<details class="kept"><summary>Kept copies of your files (${copies.length})</summary>
    <ul>${repeat(
      copies,
      ({ id }) => id,
      ({
        id,
        time,
        title,
        files,
        folder,
      }) => html`<li><span><time>${new Date(time).toLocaleString()}</time>, ${title}
        <span class="kept-files" title="${folder}">${files.map((path) => path.split('/').at(-1)).join(', ')}</span></span>
        <button type="button" class="button small" data-restore="${id}">Restore</button></li>`,
    )}</ul></details>`;
}

function record(note: string): TemplateResult {
  return html`<div class="kept-actions">
    <button type="button" class="button small" data-action="reset-lab">Reset the lab</button>
    <a class="button small" href="${atRoot('/api/progress/export')}" download="spanwise-progress.json" data-action="save-progress">Save my progress</a>
    <button type="button" class="button small" data-action="import">Read progress in</button>
    <input type="file" accept="application/json,.json" hidden aria-label="Record to read in">
    <span data-part="kept-note" role="status">${note}</span></div>`;
}
