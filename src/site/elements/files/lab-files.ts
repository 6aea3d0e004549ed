import { EditorView } from '@codemirror/view';
import type { FileText, LabView } from '#api/lab-view.ts';
import { html } from '../page/markup.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { deployNow } from '../server/deploy-now.ts';
import { labNow, onLab } from '../server/lab-store.ts';
import { type CompileError, compileErrorsOf } from '../shell/bench-troubles.ts';
import { compareWith, type EditorHooks, editorState, showRemarks } from './code-editor.ts';
import { type FileSession, fileAddress, onOutsideEdit } from './file-session.ts';
import { filesFrame, filesList, remarkList } from './files-view.ts';

const SAVE_AFTER = 700;

/** The editor of the lab's files: saves by itself, notices edits made elsewhere, compares with the start. */
class LabFiles extends HTMLElement {
  #stop = new AbortController();
  #view: EditorView | undefined;
  #sessions = new Map<string, FileSession>();
  #path: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #comparing = false;
  /** The step whose start the files are compared with. */
  #at: string | undefined;
  #errors: CompileError[] = [];
  #wanted: { path: string; line?: number; column?: number } | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.innerHTML = filesFrame().html;
    const label = EditorView.contentAttributes.of({ 'aria-label': 'Text of the file; none is open yet' });
    this.#view = new EditorView({ parent: this.#part('editor'), extensions: [label] });
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => this.#shown((event as CustomEvent<{ focus: boolean }>).detail.focus),
      { signal },
    );
    addEventListener('beforeunload', () => void this.#save(), { signal });
    hear('open', ({ lab, ...place }) => lab === this.#id && void this.#goTo(place), signal);
    hear('save', ({ waits }) => waits.push(this.#save()), signal);
    onLab(this.#id, (lab) => this.#seen(lab), signal);
    onBench((state) => {
      const errors = compileErrorsOf(state, this.#id);
      if (JSON.stringify(errors) !== JSON.stringify(this.#errors)) this.#showErrors(errors);
    }, signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    this.#view?.destroy();
  }

  #seen(lab: LabView): void {
    this.#showList();
    if (this.#at !== lab.current) for (const path of this.#sessions.keys()) void this.#fetchStart(path);
    this.#at = lab.current;
    if (!this.#path && lab.files[0]) void this.#goTo(this.#wanted ?? { path: lab.files[0].path });
    for (const { path, version } of lab.files) {
      const session = this.#sessions.get(path);
      const todo = session ? onOutsideEdit(session, version, this.#isDirty(session)) : 'nothing';
      if (todo !== 'nothing') void this.#fetchOutside(path, todo);
    }
  }

  // At another step a file is compared with another text.
  async #fetchStart(path: string): Promise<void> {
    const file = await call<FileText>('GET', fileAddress(this.#id, path)).catch(() => undefined);
    const session = this.#sessions.get(path);
    if (!file || !session) return;
    session.start = file.start;
    if (this.#comparing && path === this.#path) compareWith(this.#view!, session.start);
  }

  async #fetchOutside(path: string, todo: 'reload' | 'ask'): Promise<void> {
    const theirs = await call<FileText>('GET', fileAddress(this.#id, path)).catch(() => undefined);
    const session = this.#sessions.get(path);
    if (!theirs || !session || session.version === theirs.version) return;
    if (todo === 'reload' && !this.#isDirty(session))
      this.#take(theirs, 'Reloaded: changed outside the editor');
    else this.#ask(session, theirs);
  }

  #ask(session: FileSession, theirs: FileText): void {
    session.theirs = theirs;
    this.#showConflict();
    this.#say('Not saved: the file was changed outside the editor');
  }

  async #goTo(place: { path: string; line?: number; column?: number }): Promise<void> {
    this.#wanted = place;
    if (!labNow(this.#id)?.files.some(({ path }) => path === place.path)) return;
    try {
      if (!this.#sessions.has(place.path))
        this.#take(await call<FileText>('GET', fileAddress(this.#id, place.path)));
    } catch (error) {
      return this.#report(error);
    }
    this.#swap(place.path);
    const view = this.#view!;
    if (place.line === undefined) return;
    const line = view.state.doc.line(Math.min(Math.max(place.line, 1), view.state.doc.lines));
    const at = Math.min(line.from + Math.max((place.column ?? 1) - 1, 0), line.to);
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    view.focus();
  }

  // Puts the server's text into the session, and into the editor where that file is shown.
  #take(file: FileText, word?: string): void {
    const shown = this.#path === file.path;
    const { path, version, start, text } = file;
    const state = editorState(path, text, this.#hooks);
    this.#sessions.set(path, { path, version, start, saved: text, state, saving: false });
    if (shown) this.#swap(path, true);
    if (word) this.#say(word);
  }

  #swap(path: string, replace = false): void {
    const view = this.#view!;
    const before = this.#sessions.get(this.#path ?? '');
    if (before && !replace) {
      before.state = view.state;
      void this.#save();
    }
    this.#path = path;
    view.setState(this.#sessions.get(path)!.state);
    compareWith(view, this.#comparing ? this.#sessions.get(path)!.start : undefined);
    this.#showErrors(this.#errors);
    this.#showList();
    this.#showConflict();
    if (!replace) this.#say('Saved');
  }

  get #hooks(): EditorHooks {
    return {
      changed: () => {
        clearTimeout(this.#timer);
        this.#say('Not saved yet');
        this.#timer = setTimeout(() => void this.#save(), SAVE_AFTER);
      },
      save: () => void this.#save(),
      leave: () => this.querySelector<HTMLElement>('.file-list [aria-current="true"]')?.focus(),
    };
  }

  async #save(force = false): Promise<boolean> {
    clearTimeout(this.#timer);
    const session = this.#sessions.get(this.#path ?? '');
    if (!session || (session.theirs && !force)) return session === undefined;
    const text = this.#textOf(session);
    if (text === session.saved && !force) return true;
    if (session.saving) return false;
    session.saving = true;
    this.#say('Saving');
    try {
      const file = await call<FileText>('PUT', fileAddress(this.#id, session.path), {
        text,
        baseVersion: session.version,
      });
      session.version = file.version;
      session.saved = file.text;
      this.#say(this.#isDirty(session) ? 'Not saved yet' : 'Saved');
      return true;
    } catch (error) {
      if (error instanceof BenchError && error.status === 409 && error.body)
        this.#ask(session, error.body as FileText);
      else this.#report(error, 'Not saved. ');
      return false;
    } finally {
      session.saving = false;
      if (!session.theirs && this.#isDirty(session))
        this.#timer = setTimeout(() => void this.#save(), SAVE_AFTER);
    }
  }

  async #act(target: HTMLElement): Promise<void> {
    const { action, path, line, column, undo } = target.closest<HTMLElement>('button')?.dataset ?? {};
    const session = this.#sessions.get(this.#path ?? '');
    if (path) return this.#goTo({ path, ...(line ? { line: Number(line), column: Number(column) } : {}) });
    if (undo) return send('change', { lab: this.#id, action: 'restore', copy: undo, asked: true });
    if (action === 'compare') this.#compare(target.closest('button')!);
    if (action === 'deploy' && (await this.#save())) await this.#deploy();
    if (!session) return;
    if (action === 'theirs' && session.theirs) this.#take(session.theirs, 'Reloaded');
    if (action === 'mine' && session.theirs) {
      session.version = session.theirs.version;
      session.theirs = undefined;
      await this.#save(true);
    }
    if (action === 'reset') await this.#reset(session);
    this.#showConflict();
  }

  #compare(button: HTMLElement): void {
    this.#comparing = !this.#comparing;
    button.setAttribute('aria-pressed', String(this.#comparing));
    compareWith(this.#view!, this.#comparing ? this.#sessions.get(this.#path ?? '')?.start : undefined);
  }

  async #reset(session: FileSession): Promise<void> {
    if (!confirm(`Put ${session.path} back to the start of this step? A copy of your files is kept.`)) return;
    try {
      await this.#save();
      const file = await call<FileText>('POST', `${fileAddress(this.#id, session.path)}/reset`);
      this.#take(
        file,
        file.copy ? 'Reset. Your files from before are kept.' : 'Reset; it was as at the start.',
      );
      if (file.copy) this.#offerUndo(file.copy.id);
    } catch (error) {
      this.#report(error);
    }
  }

  #offerUndo(copy: string): void {
    const undo = html` <button type="button" class="button small" data-undo="${copy}">Undo</button>`;
    this.#part('saved').insertAdjacentHTML('beforeend', undo.html);
  }

  async #deploy(): Promise<void> {
    this.#say('Building and restarting what changed');
    const { words, errors } = await deployNow(this.#id);
    this.#showErrors(errors);
    if (errors[0]) await this.#goTo({ path: errors[0].file, line: errors[0].line, column: errors[0].column });
    this.#say(words);
  }

  #showErrors(errors: CompileError[]): void {
    this.#errors = errors;
    const view = this.#view!;
    if (this.#path)
      showRemarks(
        view,
        errors.filter(({ file }) => file === this.#path),
      );
    this.#part('remarks').innerHTML = remarkList(errors, labNow(this.#id)?.files ?? []).html;
  }

  #showList(): void {
    const list = this.#part('list');
    const inside = list.contains(document.activeElement);
    list.innerHTML = filesList(labNow(this.#id)?.files ?? [], this.#path).html;
    if (inside) list.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  }

  #showConflict(): void {
    this.#part('conflict').hidden = !this.#sessions.get(this.#path ?? '')?.theirs;
  }

  #shown(focus: boolean): void {
    this.#view?.requestMeasure();
    if (focus) this.#view?.focus();
  }

  #textOf(session: FileSession): string {
    return (session.path === this.#path ? this.#view!.state : session.state).doc.toString();
  }

  #isDirty(session: FileSession): boolean {
    return this.#textOf(session) !== session.saved;
  }

  get #id(): string {
    return this.dataset['lab'] ?? '';
  }

  #say(words: string): void {
    this.#part('saved').textContent = words;
  }

  #report(error: unknown, before = ''): void {
    if (!(error instanceof BenchError)) throw error;
    this.#say(before + error.message);
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}
customElements.define('lab-files', LabFiles);
