import type { WantedChange } from '../checks/change-texts.ts';
import type { UnsavedFile } from '../edited-files/open-file.ts';

/** What one element of the page asks of another, by name. */
export interface BenchSignals {
  /** Show a tab of the bench, and with `lab` that lab's; `focus` moves the keyboard there. */
  show: { tab: TabName; focus?: boolean; lab?: string };
  /** A command of a step was sent into the terminal with this id. */
  ran: { terminal: string };
  /** Open a file of a lab at a line. */
  open: { lab: string; path: string; line?: number; column?: number };
  /** Go to the questions of a step, where an answer is not saved. */
  question: { lab: string; step: string };
  /** Begin the check of a step. */
  check: { lab: string; step: string };
  /** Change the workspace of a lab, after asking. */
  change: WantedChange & { lab: string };
  /** The view of the labs has changed on the server: fetch it again. */
  lab: Record<string, never>;
  /** Something of a lab is to be judged or sent: whoever holds its texts saves them and adds to `waits` what could not be. */
  save: { lab?: string | undefined; waits: Promise<UnsavedFile[]>[] };
  /** So many files of a lab are not saved, and will not be without the learner or the server. */
  unsaved: { lab: string; files: number };
  /** Draw a trace in the Traces tab of the lab in view. */
  trace: { traceId: string };
  /** Show the log lines with these words or this trace id, and those of a part even where they were filtered out. */
  logs: { words: string; part?: string | undefined };
}

export type TabName = 'terminal' | 'files' | 'traces' | 'logs' | 'checks';

/** Sends a signal to whoever listens on this page. */
export function send<Name extends keyof BenchSignals>(name: Name, detail: BenchSignals[Name]): void {
  document.dispatchEvent(new CustomEvent(`spanwise:${name}`, { detail }));
}

/** Listens for a signal until `signal` aborts. */
export function hear<Name extends keyof BenchSignals>(
  name: Name,
  listener: (detail: BenchSignals[Name]) => void,
  signal: AbortSignal,
): void {
  document.addEventListener(`spanwise:${name}`, (event) => listener((event as CustomEvent).detail), {
    signal,
  });
}

/** Shows a file of a lab in the editor. Its panel may have to be loaded first, and hears nothing before. */
export function openInEditor(place: BenchSignals['open'], focus: boolean): void {
  send('show', { tab: 'files', focus, lab: place.lab });
  void customElements.whenDefined('lab-files').then(() => send('open', place));
}
