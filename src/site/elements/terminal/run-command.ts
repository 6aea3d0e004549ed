import type { RunResult } from '#api/terminal-view.ts';
import { notRunning } from '../bench/not-running.ts';
import { savedOrAsked } from '../files/ask-unsaved.ts';
import { copyText } from '../page/copy-text.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { benchNow } from '../server/bench-link.ts';
import { send } from '../server/bench-signals.ts';
import { deployedWords } from '../server/deploy-now.ts';
import { labNow } from '../server/lab-store.ts';
import { terminalStore, terminalsNow } from '../server/terminal-store.ts';

const TRIES = 14;

/** A command of a step: shown whole, run in the learner's terminal by its ids alone, refused where it would hit other text. */
class RunCommand extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    this.addEventListener(
      'click',
      (event) => void this.#act((event.target as HTMLElement).closest('button')),
      { signal: this.#stop.signal },
    );
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  async #act(button: HTMLButtonElement | null): Promise<void> {
    const action = button?.dataset['action'];
    if (action === 'copy' && button) await copyText(this.#text(), button);
    if (action !== 'run' && action !== 'run-new') return;
    this.#note('');
    try {
      const { lab = '' } = this.dataset;
      // Whatever runs answers from the files on disk: as with a check, they are what the learner sees, or it is asked.
      if (!(await savedOrAsked(lab, 'Run it all the same'))) return this.#note('Not run.');
      send('show', { tab: 'terminal', focus: true, lab });
      if (terminalsNow().terminals.length === 0) await terminalStore.load();
      const terminal = await (action === 'run-new'
        ? terminalStore.add(undefined, lab)
        : terminalStore.comeTo(lab));
      await this.#run(terminal.id);
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      const refusal = error.body as RunResult | undefined;
      if (error.status === 409 && refusal?.sent === false) this.#refused(refusal);
      else {
        this.#note(error.message);
        this.querySelector<HTMLElement>('[data-action="run"]')?.focus();
      }
    }
  }

  // A shell that is still starting shows no prompt yet: it is asked again for a few seconds.
  async #run(terminal: string): Promise<void> {
    const { lab = '', step, command } = this.dataset;
    if (notRunning(benchNow(), lab, labNow(lab)?.files))
      this.#note('Building what is saved, then sending it.');
    const path = `/api/labs/${lab}/steps/${step}/commands/${command}/run`;
    for (let tries = 1; ; tries++) {
      try {
        const { deployed } = await call<RunResult>('POST', path, { terminal });
        // Without a word on the files a check runs or the bench is not ready, which the page says elsewhere.
        this.#note(['Sent to the terminal.', deployed && deployedWords(deployed)].filter(Boolean).join(' '));
        send('ran', { terminal });
        // A terminal that was opened for it has not had the keyboard yet.
        send('show', { tab: 'terminal', focus: true, lab: lab ?? '' });
        return;
      } catch (error) {
        const reason =
          error instanceof BenchError ? (error.body as RunResult | undefined)?.reason : undefined;
        if (reason !== 'unknown-prompt' || tries >= TRIES) throw error;
        this.#note('Waiting for the shell’s prompt.');
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  // Of a line for each runtime the first that is shown.
  #text(): string {
    const shown = [...this.querySelectorAll('code')].find((code) => code.checkVisibility());
    return shown?.textContent ?? '';
  }

  #refused({ message, reason }: RunResult): void {
    this.#note(message ?? refusalWords(reason));
    const open = document.createElement('button');
    open.type = 'button';
    open.className = 'button small';
    open.dataset['action'] = 'run-new';
    open.textContent = 'Run in a new terminal';
    this.querySelector('[data-part="note"]')?.append(' ', open);
    // The command is not in the terminal: what was said of it is here.
    open.focus();
  }

  #note(words: string): void {
    this.querySelector<HTMLElement>('[data-part="note"]')!.textContent = words;
  }
}
customElements.define('run-command', RunCommand);

function refusalWords(reason: RunResult['reason']): string {
  if (reason === 'busy') return 'Not sent: a program runs in this terminal.';
  if (reason === 'typed') return 'Not sent: a half-typed line stands at the prompt.';
  if (reason === 'exited') return 'Not sent: this shell has ended.';
  return 'Not sent: this terminal’s prompt is not known.';
}
