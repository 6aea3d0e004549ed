import type { LabView } from '#api/lab-view.ts';
import type { Imported } from '#api/progress-file.ts';
import { html, type Markup } from '../page/markup.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { send } from '../server/bench-signals.ts';
import { onLab } from '../server/lab-store.ts';

/** The foot of the checks panel: the kept copies of the files, a new beginning, and the record as a file. */
class LabKeep extends HTMLElement {
  #stop = new AbortController();
  #note = '';
  #shown = '';

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener('click', (event) => this.#act(event.target as HTMLElement), { signal });
    this.addEventListener('change', (event) => void this.#import(event.target as HTMLInputElement), {
      signal,
    });
    onLab(this.#id, (lab) => this.#show(lab), signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #show(lab: LabView): void {
    const wanted = html`${keptCopies(lab)}${record()}`.html;
    // Drawn anew only when something changed, so that an open list and the keyboard's place stay.
    if (wanted === this.#shown) return;
    const open = this.querySelector('details')?.open;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['key'];
    this.#shown = wanted;
    this.innerHTML = wanted;
    this.#say(this.#note);
    if (open) this.querySelector('details')!.open = true;
    if (focused) this.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
  }

  #act(target: HTMLElement): void {
    const { restore, action } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (restore) send('change', { lab: this.#id, action: 'restore', copy: restore });
    if (action === 'reset-lab') send('change', { lab: this.#id, action: 'reset-lab' });
    if (action === 'import') this.querySelector<HTMLInputElement>('input[type="file"]')!.click();
  }

  async #import(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.#say('Reading the record.');
    try {
      const record: unknown = JSON.parse(await file.text());
      const { attempts, marks, known } = await call<Imported>('POST', '/api/progress/import', record);
      const found = known > 0 ? ` ${known} were here already.` : '';
      this.#say(`Added ${attempts} attempts and ${marks} marks.${found}`);
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
    const place = this.querySelector('[data-part="kept-note"]');
    if (place) place.textContent = words;
  }
}
customElements.define('lab-keep', LabKeep);

function keptCopies({ copies }: LabView): Markup {
  if (copies.length === 0) return html``;
  return html`<details class="kept"><summary data-key="kept">Kept copies of your files (${copies.length})</summary>
    <ul>${copies.map(
      ({
        id,
        time,
        title,
        files,
        folder,
      }) => html`<li><span><time>${new Date(time).toLocaleString()}</time>, ${title}
        <span class="kept-files" title="${folder}">${files.map((path) => path.split('/').at(-1)).join(', ')}</span></span>
        <button type="button" class="button small" data-restore="${id}" data-key="${id}">Restore</button></li>`,
    )}</ul></details>`;
}

function record(): Markup {
  return html`<div class="kept-actions">
    <button type="button" class="button small" data-action="reset-lab" data-key="reset-lab">Reset the lab</button>
    <a class="button small" href="/api/progress/export" download="spanwise-progress.json" data-key="export">Save my progress</a>
    <button type="button" class="button small" data-action="import" data-key="import">Read progress in</button>
    <input type="file" accept="application/json,.json" hidden aria-label="Record to read in">
    <span data-part="kept-note" role="status"></span></div>`;
}
