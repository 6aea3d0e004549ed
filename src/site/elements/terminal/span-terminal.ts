import { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import { html } from 'lit-html';
import type { TerminalView } from '#api/terminal-view.ts';
import { connectTerminal, type TerminalClient } from '#terminal/client/client.ts';
import type { ClientState, SharedSize, ShellState } from '#terminal/client/client-state.ts';
import { type KeyAction, keyAction } from '#terminal/client/keys.ts';
import type { Paste } from '#terminal/client/paste.ts';
import { askQuestion } from '../page/ask-question.ts';
import { socketAt } from '../page/site-root.ts';
import { call } from '../server/bench-api.ts';
import { hear } from '../server/bench-signals.ts';
import { onMac } from './terminal-help.ts';
import { type LinkPlace, printedLinks, programLinks } from './terminal-links.ts';
import { applySettings, followLook, lettersReady, newEmulator, useGraphics } from './terminal-look.ts';
import { addSearch, type TerminalSearch } from './terminal-search.ts';
import { changeFontSize, onSettings } from './terminal-settings.ts';
import { showStatus, type TerminalStatus } from './terminal-status.ts';

const LEAVE_WITHIN = 400;
/** Lines of a paste that are shown before it is typed. */
const SHOWN_LINES = 12;

/** One terminal of the bench: draws, types, and says how its connection stands. */
export class SpanTerminal extends HTMLElement {
  #stop = new AbortController();
  #terminal: Terminal | undefined;
  #client: TerminalClient | undefined;
  #status: TerminalStatus | undefined;
  #search: TerminalSearch | undefined;
  #fit = new FitAddon();
  #held: ReturnType<typeof setTimeout> | undefined;
  #wantsFocus = false;
  #seen = false;
  #wished = '';
  #prompt: ShellState | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.innerHTML =
      '<div class="term-find" role="search"></div><div class="term-screen"></div><div class="term-hint" hidden></div><div class="term-state" role="status" hidden></div>';
    this.#status = showStatus(this.#part('state'), signal);
    this.addEventListener('click', (event) => this.#act(event.target as HTMLElement), { signal });
    void this.#open(signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    clearTimeout(this.#held);
    this.#client?.close();
    this.#terminal?.dispose();
  }

  // The size of the letters is known before the terminal is put on the page, and the shell's before it draws its
  // first line: a line drawn for another width is garbled for good.
  async #open(signal: AbortSignal): Promise<void> {
    await lettersReady();
    if (signal.aborted) return;
    const { lab = '', name = 'terminal' } = this.dataset;
    const links: LinkPlace = { lab, mac: onMac, tell: (words) => this.#hint(words) };
    const terminal = newEmulator(programLinks(links));
    this.#terminal = terminal;
    terminal.loadAddon(this.#fit);
    terminal.open(this.#part('screen'));
    terminal.textarea?.setAttribute(
      'aria-label',
      `Terminal ${name}. Press Escape twice, or Control Shift Enter, to leave.`,
    );
    terminal.registerLinkProvider(printedLinks(terminal, links));
    this.#search = addSearch(terminal, this.#part('find'), () => terminal.focus());
    terminal.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || this.#key(event));
    await useGraphics(terminal, () => this.fit());
    if (signal.aborted) return;
    followLook(terminal, () => this.fit(), signal);
    onSettings((settings) => {
      applySettings(terminal, settings);
      this.fit();
    }, signal);
    this.#connect(terminal);
    this.#listen(signal);
    if (this.#wantsFocus) terminal.focus();
  }

  #listen(signal: AbortSignal): void {
    this.#part('screen').addEventListener('paste', (event) => this.#paste(event), { signal, capture: true });
    // Whoever comes here works in this window now: its size counts.
    this.addEventListener('focusin', () => this.fit(true), { signal });
    // As after a typed key: who has scrolled back sees what comes of it.
    hear('ran', (ran) => ran.terminal === this.dataset['id'] && this.#terminal?.scrollToBottom(), signal);
    for (const type of ['online', 'focus'] as const)
      addEventListener(type, () => this.#client?.retry(), { signal });
    const screen = this.#part('screen');
    const watch = new ResizeObserver(() => this.fit());
    // The emulator draws nothing while it is out of sight, which it learns by an observer too, made before this one. A new
    // size that it hears of earlier leaves its scroll area as it was, and the last lines below it.
    const seen = new IntersectionObserver((entries) => {
      this.#seen = entries.at(-1)?.isIntersecting === true;
      this.fit();
    });
    for (const observer of [watch, seen]) {
      observer.observe(screen);
      signal.addEventListener('abort', () => observer.disconnect());
    }
  }

  #connect(terminal: Terminal): void {
    this.#fit.fit();
    const { id = '' } = this.dataset;
    this.#client = connectTerminal({
      emulator: terminal,
      url: socketAt(`/api/terminals/${id}/socket`),
      onState: (state) => this.#showState(state),
      onPrompt: (state) => {
        this.#prompt = state;
        this.#status?.prompt(state);
      },
      onSize: (size) => this.#sized(size),
      confirmPaste: (paste) => this.#confirm(paste),
      exists: async () => {
        const list = await call<TerminalView[]>('GET', '/api/terminals');
        return list.some((known) => known.id === id) ? 'yes' : 'no';
      },
    });
  }

  #sized(size: SharedSize): void {
    const back = size.owner && this.hasAttribute('data-foreign');
    this.#wished = `${size.cols}x${size.rows}`;
    this.toggleAttribute('data-foreign', !size.owner);
    this.#status?.size(size);
    // The other window has gone, and the size it leaves is not this one's.
    if (back) this.fit();
  }

  /** Fills the room there is; with `take` also where another window's size counted. */
  fit(take = false): void {
    const size = this.#seen && this.offsetWidth > 0 ? this.#fit.proposeDimensions() : undefined;
    if (!size || !Number.isFinite(size.cols) || !Number.isFinite(size.rows)) return;
    const wish = `${size.cols}x${size.rows}`;
    // What is said of the other window takes room too: that must not make this one's size count.
    const foreign = this.hasAttribute('data-foreign');
    if (foreign ? !take : wish === this.#wished) return;
    this.#wished = wish;
    this.#client?.resize(size.cols, size.rows);
  }

  override focus(): void {
    this.#wantsFocus = true;
    this.#terminal?.focus();
  }

  /** Opens the bar that finds text in what was printed. */
  find(): void {
    this.#search?.open();
  }

  #part(name: 'find' | 'screen' | 'hint' | 'state'): HTMLElement {
    return this.querySelector<HTMLElement>(`.term-${name}`)!;
  }

  #paste(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    void this.#client?.paste(event.clipboardData?.getData('text/plain') ?? '');
  }

  async #confirm({ text, lines }: Paste): Promise<boolean> {
    const shown = text.split('\r').slice(0, SHOWN_LINES).join('\n');
    const more = lines > SHOWN_LINES ? html`<p>and ${lines - SHOWN_LINES} more</p>` : '';
    const title = lines === 1 ? 'Paste a line with its end?' : `Paste ${lines} lines?`;
    const body = html`<p>The program in the terminal takes each as if you had pressed Enter after it.</p><pre class="paste-text">${shown}</pre>${more}`;
    const yes = await askQuestion({ title, body, confirm: 'Paste' });
    this.#terminal?.focus();
    return yes;
  }

  // An Escape waits a moment, so that the pair that leaves the terminal never reaches the shell as half a key.
  #key(event: KeyboardEvent): boolean {
    const terminal = this.#terminal!;
    const action = keyAction(event, {
      mac: onMac,
      selected: terminal.hasSelection(),
      fullScreen: terminal.buffer.active.type === 'alternate',
      ended: this.dataset['state'] === 'ended',
      empty: this.#prompt === 'empty',
      escaping: this.#held !== undefined,
    });
    const held = this.#held !== undefined;
    clearTimeout(this.#held);
    this.#held = undefined;
    if (held && action !== 'leave') this.#client?.type('\x1b');
    if (action === undefined) return true;
    if (action !== 'pass') {
      event.preventDefault();
      this.#do(action);
    }
    return false;
  }

  #do(action: Exclude<KeyAction, 'pass'>): void {
    if (action === 'copy' || action === 'copy-once') void this.#copy(action === 'copy-once');
    else if (action === 'find') this.find();
    else if (action === 'leave') this.dispatchEvent(new CustomEvent('spanwise:leave', { bubbles: true }));
    else if (action === 'restart') this.#restart();
    else if (action === 'larger') changeFontSize(1);
    else if (action === 'smaller') changeFontSize(-1);
    else if (action === 'usual-size') changeFontSize(0);
    else if (action === 'hold')
      this.#held = setTimeout(() => {
        this.#held = undefined;
        this.#client?.type('\x1b');
      }, LEAVE_WITHIN);
  }

  async #copy(once: boolean): Promise<void> {
    const text = this.#terminal?.getSelection() ?? '';
    if (text === '') return;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // The older way needs no permission; the emulator answers it with its selection.
      document.execCommand('copy');
    }
    if (once) this.#terminal?.clearSelection();
  }

  #hint(words: string | undefined): void {
    const hint = this.#part('hint');
    hint.hidden = words === undefined;
    hint.textContent = words ?? '';
  }

  #showState(state: ClientState): void {
    this.#status?.connection(state);
    this.dataset['state'] = state.state;
  }

  #act(target: HTMLElement): void {
    if (target.closest<HTMLElement>('button')?.dataset['action'] === 'again') this.#restart();
  }

  #restart(): void {
    const { id = '', name, lab = '' } = this.dataset;
    this.dispatchEvent(new CustomEvent('spanwise:restart', { bubbles: true, detail: { id, name, lab } }));
  }
}
customElements.define('span-terminal', SpanTerminal);
