import type { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { render } from 'lit-html';
import type { LabView } from '#api/lab-view.ts';
import { type CompileError, compileErrorsOf } from '../bench/bench-troubles.ts';
import { BenchError } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { deployNow } from '../server/deploy-now.ts';
import { labNow, onLab } from '../server/lab-store.ts';
import { compareWith, editorState, goToPlace, showRemarks } from './code-editor.ts';
import { editFiles, type FileEditing } from './file-editing.ts';
import { fileServer } from './file-server.ts';
import { filesView } from './files-view.ts';
import type { FileNote } from './open-file.ts';

/** A file, and the line in it that is to be shown. */
interface Place {
  path: string;
  line?: number;
  column?: number;
}

/** The editor of the lab's files: saves by itself, notices edits made elsewhere, compares with the start. */
class LabFiles extends HTMLElement {
  #stop = new AbortController();
  #view!: EditorView;
  #editing!: FileEditing;
  /** The editor's state of each opened file, so that each keeps its own undo history. That of the file in view is older. */
  #states = new Map<string, EditorState>();
  #path: string | undefined;
  #comparing = false;
  /** The text the editor compares with now. */
  #compared: string | undefined;
  #errors: CompileError[] = [];
  /** The place asked for last; one of a lab that is not known yet is shown when it is. */
  #wanted: Place | undefined;
  /** A word on the whole panel: it stands until there is news of the file in view. */
  #said: { words: string; insteadOf: FileNote | undefined } | undefined = {
    words: 'Opening',
    insteadOf: undefined,
  };

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const texts = {
      read: (path: string) =>
        (path === this.#path ? this.#view.state : this.#states.get(path))!.doc.toString(),
      replace: (path: string, text: string) => this.#replace(path, text),
    };
    this.#editing = editFiles(fileServer(this.#id), texts, () => this.#show(), signal);
    this.#show();
    const label = EditorView.contentAttributes.of({ 'aria-label': 'Text of the file; none is open yet' });
    const place = this.querySelector('.file-editor')!;
    this.#view = new EditorView({ parent: place, extensions: [label] });
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => {
        this.#view.requestMeasure();
        if ((event as CustomEvent<{ focus: boolean }>).detail.focus) this.#view.focus();
      },
      { signal },
    );
    addEventListener('beforeunload', () => void this.#editing.saveAll(), { signal });
    hear('open', ({ lab, ...place }) => lab === this.#id && void this.#goTo(place), signal);
    hear('save', ({ waits }) => waits.push(this.#editing.saveAll()), signal);
    onLab(this.#id, (lab) => this.#seen(lab), signal);
    onBench((state) => this.#showErrors(compileErrorsOf(state, this.#id)), signal);
  }

  disconnectedCallback(): void {
    void this.#editing.saveAll();
    this.#stop.abort();
    this.#view.destroy();
  }

  #seen(lab: LabView): void {
    this.#editing.labSeen(lab);
    this.#show();
    if (!this.#path && lab.files[0]) void this.#goTo(this.#wanted ?? { path: lab.files[0].path });
  }

  async #goTo(place: Place): Promise<void> {
    this.#wanted = place;
    if (!labNow(this.#id)?.files.some(({ path }) => path === place.path)) return;
    try {
      await this.#editing.open(place.path);
    } catch (error) {
      return this.#report(error);
    }
    // Another file may have been asked for while this one was fetched.
    if (this.#wanted !== place) return;
    if (place.path !== this.#path) this.#swap(place.path);
    if (place.line !== undefined) goToPlace(this.#view, place.line, place.column ?? 1);
  }

  #swap(path: string): void {
    const before = this.#path;
    if (before) this.#states.set(before, this.#view.state);
    this.#path = path;
    this.#said = undefined;
    this.#setState(this.#states.get(path)!);
    if (before) void this.#editing.save(before);
  }

  #replace(path: string, text: string): void {
    const state = editorState(path, text, {
      changed: () => this.#editing.typed(path),
      save: () => void this.#editing.save(path),
      leave: () => this.querySelector<HTMLElement>('.file-list [aria-current="true"]')?.focus(),
    });
    this.#states.set(path, state);
    if (path === this.#path) this.#setState(state);
  }

  #setState(state: EditorState): void {
    this.#view.setState(state);
    compareWith(this.#view, this.#compared);
    this.#markErrors();
    this.#show();
  }

  async #act(target: HTMLElement): Promise<void> {
    const { action, path, line, column, undo } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (path) return this.#goTo({ path, ...(line ? { line: Number(line), column: Number(column) } : {}) });
    if (undo) return send('change', { lab: this.#id, action: 'restore', copy: undo, asked: true });
    if (action === 'compare') {
      this.#comparing = !this.#comparing;
      this.#show();
    }
    const current = this.#path;
    if (action === 'deploy' && (!current || (await this.#editing.save(current)))) await this.#deploy();
    if (!current) return;
    if (action === 'theirs') this.#editing.takeTheirs(current);
    if (action === 'mine') await this.#editing.keepMine(current);
    // The bar with these buttons goes: what was chosen is in the editor.
    if (action === 'theirs' || action === 'mine') this.#view.focus();
    if (action === 'reset') await this.#reset(current);
  }

  async #reset(path: string): Promise<void> {
    if (!confirm(`Put ${path} back to the start of this step? A copy of your files is kept.`)) return;
    await this.#editing.reset(path).catch((error) => this.#report(error));
  }

  async #deploy(): Promise<void> {
    this.#say('Building and restarting what changed');
    const { words, errors } = await deployNow(this.#id);
    this.#showErrors(errors);
    if (errors[0]) await this.#goTo({ path: errors[0].file, line: errors[0].line, column: errors[0].column });
    this.#say(words);
  }

  #showErrors(errors: CompileError[]): void {
    if (JSON.stringify(errors) === JSON.stringify(this.#errors)) return;
    this.#errors = errors;
    this.#markErrors();
    this.#show();
  }

  #markErrors(): void {
    if (!this.#path) return;
    const here = this.#errors.filter(({ file }) => file === this.#path);
    showRemarks(this.#view, here);
  }

  #show(): void {
    const file = this.#path === undefined ? undefined : this.#editing.file(this.#path);
    if (this.#said?.insteadOf !== file?.note) this.#said = undefined;
    const start = this.#comparing ? file?.start : undefined;
    if (start !== this.#compared) compareWith(this.#view, start);
    this.#compared = start;
    const view = filesView({
      files: labNow(this.#id)?.files ?? [],
      current: this.#path,
      isUnsaved: (path) => this.#editing.isUnsaved(path),
      note: this.#said ?? file?.note ?? { words: '' },
      conflict: file?.theirs !== undefined,
      comparing: this.#comparing,
      errors: this.#errors,
    });
    render(view, this);
  }

  get #id(): string {
    return this.dataset['lab'] ?? '';
  }

  #say(words: string): void {
    const insteadOf = this.#path === undefined ? undefined : this.#editing.file(this.#path)?.note;
    this.#said = { words, insteadOf };
    this.#show();
  }

  #report(error: unknown): void {
    if (!(error instanceof BenchError)) throw error;
    this.#say(error.message);
  }
}
customElements.define('lab-files', LabFiles);
