import { EditorView } from '@codemirror/view';
import { render } from 'lit-html';
import type { LabFile, LabView } from '#api/lab-view.ts';
import { type CompileError, compileErrorsOf } from '../bench/bench-troubles.ts';
import { notRunning } from '../bench/not-running.ts';
import { editFiles, type FileEditing } from '../edited-files/file-editing.ts';
import { fileServer } from '../edited-files/file-server.ts';
import { type KeptText, type KeptTexts, openKeptTexts } from '../edited-files/kept-texts.ts';
import { type FileNote, pageClock } from '../edited-files/open-file.ts';
import { ownStorage } from '../page/browser-storage.ts';
import { copyText } from '../page/copy-text.ts';
import { BenchError } from '../server/bench-api.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { deployNow } from '../server/deploy-now.ts';
import { labNow, onLab } from '../server/lab-store.ts';
import { announceStates } from './announce-states.ts';
import { askReset } from './ask-reset.ts';
import { savedOrAsked } from './ask-unsaved.ts';
import { compareWith, goToPlace, showRemarks } from './code-editor.ts';
import { type EditorTexts, editorTexts } from './editor-texts.ts';
import { filesView } from './files-view.ts';
import { onLeave } from './on-leave.ts';

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
  #texts!: EditorTexts;
  #kept!: KeptTexts;
  #editing!: FileEditing;
  #announce = announceStates();
  #announced = '';
  #comparing = false;
  /** The text the editor compares with now. */
  #compared: string | undefined;
  #errors: CompileError[] = [];
  #waiting = false;
  /** The place asked for last; one of a lab that is not known yet is shown when it is. */
  #wanted: Place | undefined;
  /** A word on the whole panel: it stands until there is news of the file in view. */
  #said: { words: string; insteadOf: FileNote | undefined; away?: boolean } | undefined = {
    words: 'Opening',
    insteadOf: undefined,
  };

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#kept = openKeptTexts(ownStorage(), this.#id, crypto.randomUUID(), Date.now);
    const label = EditorView.contentAttributes.of({ 'aria-label': 'Text of the file; none is open yet' });
    this.#view = new EditorView({ extensions: [label] });
    this.#texts = editorTexts(
      this.#view,
      (path) => this.#hooks(path),
      () => this.#stateShown(),
    );
    this.#editing = editFiles({
      server: fileServer(this.#id),
      texts: this.#texts,
      kept: this.#kept,
      clock: pageClock,
      changed: () => this.#show(),
      signal,
    });
    this.#show();
    this.querySelector('.file-editor')!.append(this.#view.dom);
    this.#listen(signal);
  }

  disconnectedCallback(): void {
    this.#editing.leave();
    this.#stop.abort();
    this.#view.destroy();
  }

  #listen(signal: AbortSignal): void {
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => {
        this.#view.requestMeasure();
        if ((event as CustomEvent<{ focus: boolean }>).detail.focus) this.#view.focus();
      },
      { signal },
    );
    onLeave(() => this.#editing.leave(), signal);
    addEventListener(
      'storage',
      () => {
        this.#kept.readAgain();
        this.#show();
      },
      { signal },
    );
    hear('open', ({ lab, ...place }) => lab === this.#id && void this.#goTo(place), signal);
    hear(
      'save',
      ({ lab, waits }) => (lab ?? this.#id) === this.#id && waits.push(this.#editing.saveAll()),
      signal,
    );
    onLab(this.#id, (lab) => this.#seen(lab), signal);
    onBench((state, event) => {
      this.#showErrors(compileErrorsOf(state, this.#id));
      const back = event?.type === 'hello';
      if (back) this.#editing.retry();
      // That the server did not answer is over.
      if (back && this.#said?.away) this.#said = undefined;
      if (this.#lookWhatRuns() || back) this.#show();
    }, signal);
  }

  #hooks(path: string) {
    return {
      changed: () => this.#editing.typed(path),
      save: () => void this.#editing.save(path),
      leave: () => this.querySelector<HTMLElement>('.file-list [aria-current="true"]')?.focus(),
    };
  }

  #lookWhatRuns(): boolean {
    const before = this.#waiting;
    this.#waiting = notRunning(benchNow(), this.#id, labNow(this.#id)?.files) !== undefined;
    return this.#waiting !== before;
  }

  #seen(lab: LabView): void {
    this.#editing.labSeen(lab);
    this.#lookWhatRuns();
    this.#show();
    if (this.#texts.path !== undefined || !lab.files[0]) return;
    // A text that was kept and is on disk by now is not offered: that is known when its file is open.
    const offered = this.#kept.paths().filter((path) => lab.files.some((file) => file.path === path));
    for (const path of offered) void this.#editing.open(path).catch(() => undefined);
    void this.#goTo(this.#wanted ?? { path: lab.files[0].path });
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
    const before = this.#texts.path;
    if (place.path !== before) {
      this.#said = undefined;
      this.#texts.show(place.path);
      if (before) void this.#editing.save(before);
    }
    if (place.line !== undefined) goToPlace(this.#view, place.line, place.column ?? 1);
  }

  #stateShown(): void {
    compareWith(this.#view, this.#compared);
    this.#markErrors();
    this.#show();
  }

  async #act(target: HTMLElement): Promise<void> {
    const button = target.closest<HTMLElement>('button');
    const { action, path, line, column, undo, use, drop, copy } = button?.dataset ?? {};
    const stray = copy && this.#strays(labNow(this.#id)?.files ?? []).find(({ id }) => id === copy);
    if (stray && button) await copyText(stray.text, button);
    if (path) return this.#goTo({ path, ...(line ? { line: Number(line), column: Number(column) } : {}) });
    if (undo) return send('change', { lab: this.#id, action: 'restore', copy: undo, asked: true });
    if (drop) this.#editing.dropKept(drop);
    if (action === 'compare') {
      this.#comparing = !this.#comparing;
      this.#show();
    }
    if (action === 'deploy' && (await savedOrAsked(this.#id, 'Build what is on disk'))) await this.#deploy();
    const current = this.#texts.path;
    if (!current) return;
    if (use) this.#editing.useKept(current, use);
    if (action === 'theirs') this.#editing.takeTheirs(current);
    if (action === 'mine') await this.#editing.keepMine(current);
    // The bar with these buttons goes: what was chosen is in the editor.
    if (action === 'reset' && (await askReset(current)))
      await this.#editing.reset(current).catch((error) => this.#report(error));
    if (use || drop || action === 'theirs' || action === 'mine') this.#view.focus();
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
    const { path } = this.#texts;
    if (!path) return;
    const here = this.#errors.filter(({ file }) => file === path);
    showRemarks(this.#view, here);
  }

  #show(): void {
    const { path } = this.#texts;
    const file = path === undefined ? undefined : this.#editing.file(path);
    if (this.#said?.insteadOf !== file?.note) this.#said = undefined;
    const start = this.#comparing ? file?.start : undefined;
    if (start !== this.#compared) compareWith(this.#view, start);
    this.#compared = start;
    const { files = [], workspace = '' } = labNow(this.#id) ?? {};
    const states = new Map(
      files.flatMap(({ path: each }) => {
        const state = this.#editing.state(each);
        return state ? [[each, state] as const] : [];
      }),
    );
    this.#announced = this.#announce(states) ?? this.#announced;
    const view = filesView({
      ...{ files, workspace },
      current: path,
      state: (each) => states.get(each),
      kept: this.#editing.kept,
      strays: this.#strays(files),
      note: this.#said ?? file?.note,
      unreadable: file?.base.version === '' ? file.blocked : undefined,
      comparing: this.#comparing,
      errors: this.#errors,
      announced: this.#announced,
      waiting: this.#waiting,
    });
    render(view, this);
    send('unsaved', {
      lab: this.#id,
      files: [...states.values()].filter((state) => 'words' in state).length,
    });
  }

  // While the lab is not known yet, nobody can say what is a file of it.
  #strays(files: readonly LabFile[]): readonly KeptText[] {
    const known = new Set(files.map(({ path }) => path));
    return files.length === 0
      ? []
      : this.#kept.paths().flatMap((path) => (known.has(path) ? [] : this.#kept.of(path)));
  }

  get #id(): string {
    return this.dataset['lab'] ?? '';
  }

  #say(words: string): void {
    const { path } = this.#texts;
    this.#said = { words, insteadOf: path === undefined ? undefined : this.#editing.file(path)?.note };
    this.#show();
  }

  #report(error: unknown): void {
    if (!(error instanceof BenchError)) throw error;
    this.#say(error.message);
    this.#said!.away = error.status === 0;
  }
}
customElements.define('lab-files', LabFiles);
