import type { BenchEvent } from '#api/events.ts';
import { socketAt } from '../page/site-root.ts';
import { BenchError, call } from './bench-api.ts';
import { type BenchState, reduceBench, unknownBench } from './bench-state.ts';

let state: BenchState = unknownBench;
const listeners = new Set<Listener>();
let started = false;
let waits = 0;

/** Hears every change of the bench's state, and the event that caused it; begins with the state as it is now. */
export type Listener = (state: BenchState, event?: BenchEvent) => void;

/** Listens to the bench until `signal` aborts; the first listener opens the one connection of this page. */
export function onBench(listener: Listener, signal: AbortSignal): void {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  listener(state);
  if (started) return;
  started = true;
  void connect();
}

/** The state of the bench now. */
export function benchNow(): BenchState {
  return state;
}

function set(next: BenchState, event?: BenchEvent): void {
  const found = next.mode === 'bench' && state.mode !== 'bench';
  state = next;
  document.documentElement.dataset['mode'] = state.mode;
  // With a bench the learner's own runs take the place of what was recorded, for search in the page and screen readers too.
  if (found) for (const part of document.querySelectorAll('.without-bench-only')) part.remove();
  // Lines that differ by runtime are shown for this one alone.
  if (state.runtime) document.documentElement.dataset['runtime'] = state.runtime;
  for (const listener of [...listeners]) listener(state, event);
}

// Asks who is there, then holds the socket open; comes back after every loss, with growing pauses up to three seconds.
async function connect(): Promise<void> {
  const mode = await askMode();
  if (mode === 'static') return set({ ...state, mode, connected: false });
  if (mode === 'locked' || mode === 'silent') {
    if (mode === 'locked') set({ ...state, mode, connected: false });
    else set({ ...state, mode: 'bench', connected: false });
    return again();
  }
  const socket = new WebSocket(socketAt('/api/events'));
  socket.addEventListener('message', ({ data }) => {
    waits = 0;
    const event = JSON.parse(String(data)) as BenchEvent;
    set(reduceBench(state, event), event);
  });
  socket.addEventListener('close', () => {
    set({ ...state, connected: false, check: undefined });
    again();
  });
}

function again(): void {
  waits++;
  setTimeout(() => void connect(), Math.min(3000, 300 * waits));
}

async function askMode(): Promise<'bench' | 'locked' | 'static' | 'silent'> {
  try {
    const hello = await call<Pick<BenchState, 'instance' | 'runtime'> | undefined>('GET', '/api/hello');
    if (!hello?.instance) return 'static';
    state = { ...state, runtime: hello.runtime };
    return 'bench';
  } catch (error) {
    const status = error instanceof BenchError ? error.status : 0;
    if (status === 401) return 'locked';
    // A server that was there and is not now is waited for; one that never was is a static site.
    if (status === 0 || state.instance) return 'silent';
    return 'static';
  }
}
