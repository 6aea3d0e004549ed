import { labNow, onLab } from '../server/lab-store.ts';

type Listener = (lab: string) => void;

const listeners = new Set<Listener>();

/** A lab of this page's chapter. */
export interface LabHere {
  id: string;
  title: string;
}

/** The labs of this page, in the chapter's order. */
export function labsHere(): readonly LabHere[] {
  return JSON.parse(bench()?.dataset['labs'] ?? '[]') as LabHere[];
}

/** Id of the lab whose workspace, checks and terminals the bench shows now. */
export function currentLab(): string {
  return bench()?.dataset['lab'] ?? '';
}

/** Shows another lab of this page; one that is not on it changes nothing. */
export function chooseLab(lab: string): void {
  const element = bench();
  if (!element || lab === currentLab() || !labsHere().some(({ id }) => id === lab)) return;
  element.dataset['lab'] = lab;
  for (const listener of [...listeners]) listener(lab);
}

/** Calls back whenever the bench shows another lab, until `signal` aborts. */
export function onCurrentLab(listener: Listener, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
}

/** A lab's title where it is one of this page, or the server was asked for it. */
export function labTitle(lab: string): string | undefined {
  return labsHere().find(({ id }) => id === lab)?.title ?? labNow(lab)?.title;
}

/**
 * Gives what asks the server for the title of a lab of another chapter, with which this page was not built, once for each lab;
 * `listener` is called when it is known, until `signal` aborts.
 */
export function titleAsker(listener: () => void, signal: AbortSignal): (lab: string | undefined) => void {
  const asked = new Set<string>();
  return (lab) => {
    if (lab === undefined || labTitle(lab) !== undefined || asked.has(lab)) return;
    asked.add(lab);
    onLab(lab, listener, signal);
  };
}

function bench(): HTMLElement | null {
  return document.querySelector<HTMLElement>('span-bench');
}
