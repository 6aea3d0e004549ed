import type { BenchEvent, PartView, RunningLab } from '#api/events.ts';
import type { RuntimeView } from '#api/runtime-view.ts';

export type Phase = Extract<BenchEvent, { type: 'phase' }>['phase'];

/** What the page knows of the bench behind it. */
export interface BenchState {
  /** `asking` until /api/hello has answered; `static` where there is no server; `locked` without a session. */
  mode: 'asking' | 'bench' | 'locked' | 'static';
  /** Whether the events' socket is open now. */
  connected: boolean;
  instance?: string;
  /** Where the bench runs; known from /api/hello before the events tell more. */
  runtime?: RuntimeView['name'];
  /** Where it runs, is going to run, and can run. */
  runtimes?: RuntimeView;
  ready: boolean;
  reason?: string;
  phases: Phase[];
  parts: PartView[];
  check?: { lab: string; step: string; phase?: string };
  /** The lab the learner worked at last, as hello says. */
  lab?: string;
  running?: RunningLab;
}

/** The state before anything is known. */
export const unknownBench: BenchState = {
  mode: 'asking',
  connected: false,
  ready: false,
  phases: [],
  parts: [],
};

/** The state after one event from the server. */
export function reduceBench(state: BenchState, event: BenchEvent): BenchState {
  switch (event.type) {
    case 'hello': {
      const { instance, ready, runtime, phases, parts, lab, running } = event;
      const where = { runtime: runtime.name, runtimes: runtime };
      const now = { instance, ...where, ready, phases, parts, lab, running };
      return { mode: 'bench', connected: true, ...now };
    }
    case 'runtime': {
      const { runtime, phases, parts } = event;
      return { ...state, runtime: runtime.name, runtimes: runtime, phases, parts };
    }
    case 'running':
      return { ...state, running: event.running };
    case 'ready':
      return { ...state, ready: event.ready, reason: event.reason };
    case 'phase':
      return { ...state, phases: replace(state.phases, event.phase, ({ id }) => id) };
    case 'part':
      return { ...state, parts: replace(state.parts, event.part, ({ part }) => part) };
    case 'check': {
      const { lab, step, phase } = event;
      return { ...state, check: event.state === 'running' ? { lab, step, phase } : undefined };
    }
    case 'course':
    case 'file':
    case 'lab':
    case 'log':
    case 'terminals':
      return state;
  }
}

function replace<Item>(list: readonly Item[], item: Item, key: (item: Item) => string): Item[] {
  const known = list.some((old) => key(old) === key(item));
  return known ? list.map((old) => (key(old) === key(item) ? item : old)) : [...list, item];
}
