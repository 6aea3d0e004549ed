import type { LabView } from '#api/lab-view.ts';
import { call } from './bench-api.ts';
import { onBench } from './bench-link.ts';
import { hear } from './bench-signals.ts';

type Listener = (lab: LabView) => void;

const listeners = new Set<Listener>();
let view: LabView | undefined;
let started = false;
let asked = 0;
let newest: Promise<void> | undefined;

/** Listens to the lab of this page, as the server sees it, until `signal` aborts. */
export function onLab(listener: Listener, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  if (view) listener(view);
  if (!started) start();
}

/** The lab as it was seen last. */
export function labNow(): LabView | undefined {
  return view;
}

/** Id of the lab whose bench this page shows. */
export function labId(): string {
  return document.querySelector<HTMLElement>('span-bench')?.dataset['lab'] ?? '';
}

function start(): void {
  started = true;
  const page = new AbortController();
  onBench((_state, event) => {
    if (event?.type === 'hello' || (event?.type === 'check' && event.state === 'done')) void refreshLab();
    if (event?.type === 'lab' && event.lab === labId()) void refreshLab();
    if (event?.type !== 'file' || event.lab !== labId() || !view) return;
    const files = view.files.map((file) =>
      file.path === event.path ? { ...file, version: event.version, changed: event.changed } : file,
    );
    tell({ ...view, files });
  }, page.signal);
  hear('lab', () => void refreshLab(), page.signal);
}

/** Asks the server for the lab again; resolves when the newest answer has been told to whoever listens. */
export async function refreshLab(): Promise<void> {
  const mine = fetchLab();
  newest = mine;
  await mine;
  // An answer that was overtaken by a newer question is old, and so is what it resolves.
  if (newest !== mine) await newest;
}

async function fetchLab(): Promise<void> {
  const number = ++asked;
  try {
    const seen = await call<LabView>('GET', `/api/labs/${labId()}`);
    if (number === asked) tell(seen);
  } catch {
    // The status pill says that the server does not answer; the next hello asks again.
  }
}

function tell(next: LabView): void {
  view = next;
  for (const listener of [...listeners]) listener(next);
}
