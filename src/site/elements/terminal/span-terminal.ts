import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import { socketAt } from '../page/site-root.ts';
import '@xterm/xterm/css/xterm.css';
import { html, nothing, render } from 'lit-html';
import type { TerminalView } from '#api/terminal-view.ts';
import { connectTerminal, type TerminalClient } from '#terminal/client/client.ts';
import type { ClientState } from '#terminal/client/client-state.ts';
import { linkTarget } from '#terminal/client/link-target.ts';
import { call } from '../server/bench-api.ts';
import { terminalStore } from '../server/terminal-store.ts';
import { terminalTexts } from './terminal-texts.ts';
import { terminalTheme } from './terminal-theme.ts';

const LEAVE_WITHIN = 400;

/** One terminal of the bench: draws, types, and says how its connection stands. */
export class SpanTerminal extends HTMLElement {
  #stop = new AbortController();
  #terminal: Terminal | undefined;
  #client: TerminalClient | undefined;
  #fit = new FitAddon();
  #held: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { name = 'terminal' } = this.dataset;
    this.innerHTML = '<div class="term-screen"></div><div class="term-state" role="status" hidden></div>';
    const terminal = new Terminal({
      allowProposedApi: true,
      fontFamily: '"JetBrains Mono Variable", ui-monospace, Menlo, monospace',
      fontSize: 13,
      lineHeight: 1.2,
      scrollback: 5000,
      theme: terminalTheme(),
      minimumContrastRatio: 4.5,
      linkHandler: { activate: (_event, address) => openLink(address) },
    });
    this.#terminal = terminal;
    terminal.loadAddon(this.#fit);
    terminal.open(this.querySelector<HTMLElement>('.term-screen')!);
    terminal.textarea?.setAttribute('aria-label', `Terminal ${name}. Press Escape twice to leave.`);
    void this.#useGraphics(terminal);
    terminal.attachCustomKeyEventHandler((event) => this.#key(event));
    void this.#connect(terminal);
    this.addEventListener(
      'paste',
      (event) => {
        event.preventDefault();
        event.stopPropagation();
        void this.#client?.paste(event.clipboardData?.getData('text/plain') ?? '');
      },
      { signal, capture: true },
    );
    for (const type of ['online', 'focus'] as const)
      addEventListener(type, () => this.#client?.retry(), { signal });
    document.addEventListener(
      'spanwise:theme',
      () => {
        terminal.options.theme = terminalTheme();
      },
      { signal },
    );
    this.addEventListener('click', (event) => this.#act(event.target as HTMLElement), { signal });
    const watch = new ResizeObserver(() => this.fit());
    watch.observe(this);
    signal.addEventListener('abort', () => watch.disconnect());
  }

  disconnectedCallback(): void {
    this.#stop.abort();
    clearTimeout(this.#held);
    this.#client?.close();
    this.#terminal?.dispose();
  }

  // The shell's size is settled before it draws its first line: a line drawn for another width is garbled for good.
  async #connect(terminal: Terminal): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, 800));
    await Promise.race([document.fonts.load('13px "JetBrains Mono Variable"'), patience]);
    if (this.#stop.signal.aborted) return;
    this.#fit.fit();
    const { id = '' } = this.dataset;
    this.#client = connectTerminal({
      emulator: terminal,
      url: socketAt(`/api/terminals/${id}/socket`),
      onState: (state) => this.#showState(state),
      confirmPaste: ({ lines }) =>
        confirm(`Paste ${lines} lines? The program in the terminal takes each as if you had pressed Enter.`),
      exists: async () => {
        const list = await call<TerminalView[]>('GET', '/api/terminals');
        return list.some((known) => known.id === id) ? 'yes' : 'no';
      },
    });
  }

  /** Fills the room there is. */
  fit(): void {
    const size = this.offsetWidth > 0 ? this.#fit.proposeDimensions() : undefined;
    if (size && Number.isFinite(size.cols) && Number.isFinite(size.rows))
      this.#client?.resize(size.cols, size.rows);
  }

  override focus(): void {
    this.#terminal?.focus();
  }

  // Drawing by graphics card where there is one; the DOM renderer stays where it cannot be had or is lost.
  async #useGraphics(terminal: Terminal): Promise<void> {
    try {
      const { WebglAddon } = await import('@xterm/addon-webgl');
      const graphics = new WebglAddon();
      graphics.onContextLoss(() => graphics.dispose());
      terminal.loadAddon(graphics);
    } catch {
      // The DOM renderer does.
    }
  }

  // An Escape waits a moment, so that the pair that leaves the terminal never reaches the shell as half a key.
  // Full-screen programs such as vim get theirs at once.
  #key(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return true;
    const held = this.#held;
    this.#held = undefined;
    clearTimeout(held);
    const escaping = event.key === 'Escape';
    if (escaping && (held !== undefined || (event.ctrlKey && event.shiftKey))) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('spanwise:leave', { bubbles: true }));
      return false;
    }
    if (held !== undefined) this.#client?.type('\x1b');
    if (!escaping || this.#terminal?.buffer.active.type === 'alternate') return true;
    event.preventDefault();
    this.#held = setTimeout(() => {
      this.#held = undefined;
      this.#client?.type('\x1b');
    }, LEAVE_WITHIN);
    return false;
  }

  #showState(state: ClientState): void {
    const line = this.querySelector<HTMLElement>('.term-state')!;
    const words = terminalTexts(state);
    line.hidden = words === undefined;
    const again =
      state.state === 'ended'
        ? html`<button type="button" class="button small" data-action="again">Open a new terminal</button>`
        : nothing;
    render(html`<span>${words}</span>${again}`, line);
    this.dataset['state'] = state.state;
  }

  #act(target: HTMLElement): void {
    if (target.closest<HTMLElement>('button')?.dataset['action'] !== 'again') return;
    const { id = '', name, lab } = this.dataset;
    void terminalStore.remove(id).then(() => terminalStore.add(name, lab));
  }
}
customElements.define('span-terminal', SpanTerminal);

function openLink(address: string): void {
  const target = linkTarget(address);
  if (target && confirm(`Open this address?\n\n${target}`)) open(target, '_blank', 'noopener,noreferrer');
}
