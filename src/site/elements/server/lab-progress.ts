import type { ProgressView } from '#api/progress-view.ts';
import { call } from './bench-api.ts';
import { onBench } from './bench-link.ts';
import { hear } from './bench-signals.ts';

type Listener = (progress: ProgressView) => void;

const listeners = new Set<Listener>();
let known: ProgressView | undefined;
let started = false;
let asked = 0;

/** Hears how far the learner is in every lab, whenever that changes, until `signal` aborts; never without a bench. */
export function onLabProgress(listener: Listener, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  if (known) listener(known);
  if (started) return;
  started = true;
  const page = new AbortController();
  onBench((_state, event) => {
    const checked = event?.type === 'check' && event.state === 'done';
    if (checked || event?.type === 'hello' || event?.type === 'lab') void ask();
  }, page.signal);
  hear('lab', () => void ask(), page.signal);
}

async function ask(): Promise<void> {
  const mine = ++asked;
  try {
    const answer = await call<ProgressView>('GET', '/api/progress');
    if (mine !== asked) return;
    known = answer;
    for (const listener of [...listeners]) listener(answer);
  } catch {
    // What is known stays; the next hello asks again.
  }
}
