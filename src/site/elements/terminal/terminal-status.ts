import { html, nothing, render } from 'lit-html';
import type { ClientState, SharedSize, ShellState } from '#terminal/client/client-state.ts';
import { standingTexts, type TerminalStanding } from './terminal-texts.ts';

/** Milliseconds without a prompt before it is said that the shell starts: most are faster, and nobody reads a flash. */
const SOON = 500;
/** Milliseconds after which its start-up files are named: no shell of its own takes as long. */
const LONG = 5000;

/** The line below a terminal. */
export interface TerminalStatus {
  connection(state: ClientState): void;
  prompt(state: ShellState): void;
  size(size: SharedSize): void;
}

/** Keeps the line in `place`, until `signal` aborts. */
export function showStatus(place: HTMLElement, signal: AbortSignal): TerminalStatus {
  const standing: TerminalStanding = { connection: { state: 'connecting' }, slow: false };
  let timers: ReturnType<typeof setTimeout>[] = [];
  let starting = false;
  let patient = true;
  let dismissed = false;

  function show(): void {
    const told = { ...standing, ...((!starting || dismissed) && { prompt: undefined }) };
    const words = patient && told.connection.state === 'connecting' ? undefined : standingTexts(told);
    const ended = standing.connection.state === 'ended';
    const hide = words !== undefined && told.prompt === 'unknown' && standing.slow && !ended;
    place.hidden = words === undefined;
    render(
      html`<span>${words}</span>${
        ended
          ? html`<button type="button" class="button small" data-action="again" title="Enter">Open a new terminal</button>`
          : nothing
      }${
        hide
          ? html`<button type="button" class="button small" @click=${() => {
              dismissed = true;
              show();
            }}>Hide</button>`
          : nothing
      }`,
      place,
    );
  }
  function stop(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    starting = false;
  }
  // A line that comes and goes at once would change the size of the terminal twice.
  const patience = setTimeout(() => {
    patient = false;
    show();
  }, SOON);
  signal.addEventListener('abort', () => {
    clearTimeout(patience);
    stop();
  });

  return {
    connection(state) {
      standing.connection = state;
      show();
    },
    prompt(state) {
      if (state === standing.prompt) return;
      standing.prompt = state;
      stop();
      if (state === 'unknown') {
        const after = (ms: number, change: () => void) =>
          timers.push(
            setTimeout(() => {
              change();
              show();
            }, ms),
          );
        after(SOON, () => {
          starting = true;
        });
        after(LONG, () => {
          standing.slow = true;
        });
      }
      show();
    },
    size(size) {
      standing.foreign = size.owner ? undefined : size;
      show();
    },
  };
}
