import { html, render, type TemplateResult } from 'lit-html';
import type { TerminalView } from '#api/terminal-view.ts';
import { keyLines } from '#terminal/client/keys.ts';
import { currentLab, labTitle, titleAsker } from '../bench/current-lab.ts';
import { BenchError } from '../server/bench-api.ts';
import { onBench } from '../server/bench-link.ts';
import { onTerminals, terminalStore, terminalsNow } from '../server/terminal-store.ts';
import type { SpanTerminal } from './span-terminal.ts';
import './span-terminal.ts';
import { keyView, onMac, showHelp } from './terminal-help.ts';
import { changeSettings, onSettings, terminalSettings } from './terminal-settings.ts';
import { terminalTabs } from './terminal-tab-list.ts';

/** The terminals of the bench: one tab each, a button for another, and the keys that lead out of them. */
class TerminalTabs extends HTMLElement {
  #stop = new AbortController();
  #askTitle = titleAsker(() => this.#show(), this.#stop.signal);
  /** The keyboard was in a terminal that another one is about to replace. */
  #focusNext = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#askTitle = titleAsker(() => this.#show(), signal);
    this.replaceChildren();
    render(
      html`<a class="skip-inside visually-hidden" href="#after-terminal">Skip past the terminal</a>
      <button type="button" class="skip-inside visually-hidden" data-action="speak"></button>
      <div class="term-head"><div class="term-tabs" role="group" aria-label="Terminals"></div>
        <div class="term-tools"><button type="button" class="button small" data-action="new">New terminal</button>
          <button type="button" class="button small" data-action="find">Find</button>
          <button type="button" class="button small" data-action="help">Keys</button></div></div>
      <p class="term-problem" role="alert" tabindex="-1" hidden></p>
      <p class="term-outdated" role="status" hidden></p>
      <p class="term-elsewhere" role="status" hidden></p>
      <div class="term-stage"></div>
      <p class="term-foot" id="after-terminal" tabindex="-1">Real shells with your own rights on this machine.
        <span class="term-foot-speech" hidden>What they print is also given to a screen reader: see Keys.</span>
        <span class="term-foot-keys">${footKeys()}</span></p>`,
      this,
    );
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:restart',
      (event) => {
        const { id, name, lab } = (event as CustomEvent<{ id: string; name?: string; lab: string }>).detail;
        this.#focusNext = true;
        void this.#try(() => terminalStore.replace(id, name, lab));
      },
      { signal },
    );
    onSettings(() => this.#offerSpeech(), signal);
    this.#offerSpeech();
    this.addEventListener(
      'spanwise:leave',
      () => this.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus(),
      { signal },
    );
    this.addEventListener(
      'spanwise:shown',
      (event) => this.#shown((event as CustomEvent<{ focus: boolean }>).detail.focus),
      { signal },
    );
    onTerminals(() => this.#show(), signal);
    onBench((_state, event) => {
      const moved = event?.type === 'runtime' && !event.runtime.changing;
      if (moved || event?.type === 'hello') void this.#load();
      if (event?.type === 'terminals') void this.#try(() => terminalStore.refresh());
    }, signal);
    void this.#load();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  async #load(): Promise<void> {
    const before = terminalsNow().terminals;
    await this.#try(() => terminalStore.load());
    const { terminals } = terminalsNow();
    if (before.length > 0 && !before.some(({ id }) => terminals.some((terminal) => terminal.id === id))) {
      this.#say('The server was started again, and the earlier shells ended with it. These are new ones.');
    }
  }

  async #act(target: HTMLElement): Promise<void> {
    const { action, choose, close } = target.closest<HTMLElement>('button')?.dataset ?? {};
    if (action === 'new') await this.#try(() => terminalStore.add());
    if (close) await this.#try(() => terminalStore.remove(close));
    if (choose) terminalStore.choose(choose);
    if (choose || action === 'new') this.#active()?.focus();
    if (action === 'find') this.#active()?.find();
    if (action === 'help') showHelp();
    if (action === 'speak') changeSettings({ screenReader: !terminalSettings().screenReader });
  }

  #show(): void {
    const { terminals, active } = terminalsNow();
    const tabs = this.querySelector<HTMLElement>('.term-tabs')!;
    const inside = tabs.contains(document.activeElement);
    render(terminalTabs(terminals, active?.id), tabs);
    this.#showPlace(active);
    // The tab that was closed had the keyboard: it goes on at the one that is shown now.
    if (inside && !tabs.contains(document.activeElement))
      tabs.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
    const stage = this.querySelector<HTMLElement>('.term-stage')!;
    const gone = [...stage.querySelectorAll<SpanTerminal>('span-terminal')].filter(
      ({ dataset }) => !terminals.some(({ id }) => id === dataset['id']),
    );
    const typedIn = gone.find((old) => old.contains(document.activeElement));
    for (const old of gone) old.remove();
    for (const { id, name, lab } of terminals) {
      let element = stage.querySelector<SpanTerminal>(`[data-id="${id}"]`);
      if (!element && id === active?.id) {
        element = document.createElement('span-terminal') as SpanTerminal;
        element.dataset['id'] = id;
        element.dataset['name'] = name;
        if (lab) element.dataset['lab'] = lab;
        stage.append(element);
        if (this.#focusNext) element.focus();
        this.#focusNext = false;
      }
      if (element) element.hidden = id !== active?.id;
    }
    this.#note(active?.outdated ?? []);
    this.#active()?.fit();
    if (typedIn) this.#closedElsewhere(typedIn);
  }

  /** The keyboard goes to what is said: another shell, or a button that leads to it, would take what is still being typed. */
  #closedElsewhere({ dataset }: SpanTerminal): void {
    this.#say(`The terminal ${dataset['name']} was closed in another window.`);
    this.querySelector<HTMLElement>('.term-problem')!.focus();
  }

  /** A screen reader's user meets the button before the terminal. Who turned it on by mistake finds it below, since it stays. */
  #offerSpeech(): void {
    const { screenReader } = terminalSettings();
    this.querySelector<HTMLElement>('[data-action="speak"]')!.textContent = screenReader
      ? 'Stop giving what terminals print to a screen reader'
      : 'Give what terminals print to a screen reader';
    this.querySelector<HTMLElement>('.term-foot-speech')!.hidden = !screenReader;
  }

  /** A shell keeps the environment it began with, whatever the bench becomes. */
  #note(outdated: readonly string[]): void {
    const note = this.querySelector<HTMLElement>('.term-outdated')!;
    const words = `${outdated.join(', ')} changed since this shell was opened. A new terminal has what the bench has now.`;
    note.hidden = outdated.length === 0;
    if (!note.hidden && note.textContent !== words) note.textContent = words;
  }

  #showPlace(active: TerminalView | undefined): void {
    const place = this.querySelector<HTMLElement>('.term-elsewhere')!;
    const lab = active?.lab;
    place.hidden = lab === undefined || lab === currentLab();
    if (lab === undefined || place.hidden) return;
    this.#askTitle(lab);
    const words = `This terminal is in the workspace of ${titled(lab)}. A new one opens in that of ${titled(currentLab())}.`;
    if (place.textContent !== words) place.textContent = words;
  }

  #shown(focus: boolean): void {
    this.#active()?.fit();
    if (focus) this.#active()?.focus();
  }

  #active(): SpanTerminal | null {
    return this.querySelector<SpanTerminal>('span-terminal:not([hidden])');
  }

  #say(words: string): void {
    const problem = this.querySelector<HTMLElement>('.term-problem')!;
    problem.textContent = words;
    problem.hidden = false;
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    const problem = this.querySelector<HTMLElement>('.term-problem')!;
    problem.hidden = true;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#say(error.message);
    }
  }
}
customElements.define('terminal-tabs', TerminalTabs);

function titled(lab: string): string {
  const title = labTitle(lab);
  return title === undefined ? `lab ${lab}` : `“${title}”`;
}

/** The keys that are asked for most; the others are a button away. */
function footKeys(): TemplateResult {
  const lines = keyLines(onMac);
  const first = (words: string) => lines.find(({ does }) => does.startsWith(words))!.keys;
  const [one, other] = first('Leave the terminal, from everywhere');
  return html`Copy ${keyView(first('Copy what')[0]!)}, paste ${keyView(first('Paste')[0]!)}, find
    ${keyView(first('Find')[0]!)}, leave ${keyView(one!)} or ${keyView(other!)}, at a prompt also ${keyView(['Esc', 'Esc'])}.`;
}
