import type { BenchEvent } from '#api/events.ts';
import type { LabFile, LabView } from '#api/lab-view.ts';
import { call } from './bench-api.ts';
import { onBench } from './bench-link.ts';
import { hear } from './bench-signals.ts';

type Listener = (lab: LabView) => void;

/** What is known of one lab of this page. */
interface Known {
  listeners: Set<Listener>;
  view?: LabView;
  asked: number;
  newest?: Promise<void>;
}

const labs = new Map<string, Known>();
/** Whether a server has said hello to this page. */
let begun = false;

/** Listens to a lab of this page, as the server sees it, until `signal` aborts. */
export function onLab(lab: string, listener: Listener, signal: AbortSignal): void {
  if (labs.size === 0) start();
  const known = labs.get(lab) ?? { listeners: new Set(), asked: 0 };
  labs.set(lab, known);
  known.listeners.add(listener);
  signal.addEventListener('abort', () => known.listeners.delete(listener));
  if (known.view) listener(known.view);
  else if (begun) void refreshLab(lab);
}

/** The lab as it was seen last. */
export function labNow(lab: string): LabView | undefined {
  return labs.get(lab)?.view;
}

/** Asks the server for the lab again; resolves when the newest answer has been told to whoever listens. */
export async function refreshLab(lab: string): Promise<void> {
  const known = labs.get(lab);
  if (!known) return;
  const mine = fetchLab(lab, known);
  known.newest = mine;
  await mine;
  // An answer that was overtaken by a newer question is old, and so is what it resolves.
  if (known.newest !== mine) await known.newest;
}

function start(): void {
  const page = new AbortController();
  const refreshAll = () => {
    for (const lab of labs.keys()) void refreshLab(lab);
  };
  onBench((state, event) => {
    begun ||= state.connected;
    if (event?.type === 'hello') refreshAll();
    if (event?.type === 'lab') void refreshLab(event.lab);
    if (event?.type === 'check' && event.state === 'done') void refreshLab(event.lab);
    const known = event?.type === 'file' ? labs.get(event.lab) : undefined;
    if (event?.type !== 'file' || !known?.view) return;
    const files = known.view.files.map((file) => (file.path === event.path ? fileOf(event) : file));
    tell(known, { ...known.view, files });
  }, page.signal);
  hear('lab', refreshAll, page.signal);
}

function fileOf({ path, version, changed, trouble }: Extract<BenchEvent, { type: 'file' }>): LabFile {
  return { path, version, changed, ...(trouble && { trouble }) };
}

async function fetchLab(lab: string, known: Known): Promise<void> {
  const number = ++known.asked;
  try {
    const seen = await call<LabView>('GET', `/api/labs/${lab}`);
    if (number === known.asked) tell(known, seen);
  } catch {
    // The status line says that the server does not answer; the next hello asks again.
  }
}

function tell(known: Known, view: LabView): void {
  known.view = view;
  for (const listener of [...known.listeners]) listener(view);
}
