import { resolve } from 'node:path';
import type { Page, Route, WebSocketRoute } from 'playwright-core';
import type { AnswersView, SaveAnswer } from '#api/answers-view.ts';
import type { BenchEvent, PartView } from '#api/events.ts';
import type { Attempt, FileText, LabView } from '#api/lab-view.ts';
import type { ProgressView } from '#api/progress-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import type { Lab } from '#course/lab.ts';
import { loadLab } from '#course/load/load-lab.ts';

const LAB = 'split-trace';
/** The chapter's other lab: the page asks for it too, and no test changes anything of it. */
const OTHER = 'instrument-catalog';
const [lab, other] = (await Promise.all(
  [LAB, OTHER].map((id) => loadLab(resolve(import.meta.dirname, '../../labs'), id)),
)) as [Lab, Lab];

/** A bench that exists only for one page: it answers the page's calls, and says what a test tells it to say. */
export interface ScriptedBench {
  view: LabView;
  /** Texts of the lab's files, as they lie on disk. */
  files: Map<string, string>;
  /** What is answered to the questions of a step, by question; two benches of one test may share it. */
  typed: Record<string, string>;
  /** Why a typed text can be no answer, by question. */
  remarks: Record<string, string>;
  /** Why a file cannot be edited, by its path. */
  refused: Map<string, string>;
  /** Whether the server is away: no call is answered then. */
  away: boolean;
  /** Milliseconds until a save is done. */
  slow: number;
  /** Calls that ask for something to be done, in their order. */
  asked: string[];
  send(event: BenchEvent): void;
  /** Somebody else writes a file, and the page is told. */
  outside(path: string, text: string): void;
}

/** Puts a scripted bench behind a page before it is opened. It is ready, with two files and no attempt. */
export async function scriptBench(page: Page): Promise<ScriptedBench> {
  const files = filesOf(lab);
  const view = viewOf(lab, files);
  let socket: WebSocketRoute | undefined;
  const bench: ScriptedBench = {
    ...{ view, files, typed: {}, remarks: {}, refused: new Map(), away: false, slow: 0, asked: [] },
    send: (event) => socket?.send(JSON.stringify(event)),
    outside(path, text) {
      files.set(path, text);
      for (const file of view.files) if (file.path === path) file.version = text;
      bench.send({ type: 'file', lab: LAB, path, version: text, changed: true });
    },
  };
  await page.routeWebSocket('**/api/**', (opened) => {
    if (!opened.url().endsWith('/api/events')) return;
    socket = opened;
    bench.send(hello());
  });
  await page.route('**/api/**', (route) => answer(route, bench));
  return bench;
}

function filesOf({ files }: Lab): Map<string, string> {
  return new Map(files.map((path) => [path, `package x\n\n// ${path}\n`]));
}

/** A lab as the server tells of it before anything was done. */
function viewOf({ id, title, summary, minutes, steps }: Lab, files: ReadonlyMap<string, string>): LabView {
  return {
    ...{ id, title, summary, minutes, runtime: 'local', parts: [], workspace: '/workspace' },
    files: [...files].map(([path, version]) => ({ path, version, changed: false })),
    current: steps[0]!.id,
    steps: steps.map((step) => ({
      ...step,
      commands: [],
      passed: false,
      hints: [],
      hintsLeft: step.hints.length,
      alike: false,
    })),
    attempts: [],
    copies: [],
  };
}

/** A verdict as a check gives it. */
export function attemptOf(id: number, step: string, status: 'pass' | 'fail', title: string): Attempt {
  const verdict = { status, finding: 'x', title, observed: 'Observed.', expected: 'Expected.', evidence: [] };
  return { id, number: id, lab: LAB, step, time: 0, duration: 1500, verdict } as Attempt;
}

/** A part as the bench tells of it. */
export function partOf(part: string, state: PartView['state'], more: Partial<PartView> = {}): PartView {
  return { part, state, since: 0, ...more };
}

/** What the server says first, and again when it was away. */
export function hello(): BenchEvent {
  const names = ['postgres', 'rabbitmq', 'tempo', 'collector', 'storefront', 'orders'];
  return {
    type: 'hello',
    instance: 'scripted',
    ready: true,
    runtime: { name: 'local', choices: [{ name: 'local', where: 'this machine' }] },
    phases: [],
    parts: names.map((name) => partOf(name, 'ready')),
    lab: LAB,
    running: { lab: LAB, whole: true },
  };
}

async function answer(route: Route, bench: ScriptedBench): Promise<void> {
  const { view, files, refused } = bench;
  if (bench.away) return route.abort();
  const request = route.request();
  const whole = decodeURIComponent(new URL(request.url()).pathname);
  const path = whole.slice(whole.indexOf('/api/'));
  const json = (body: unknown, status = 200) => route.fulfill({ json: body, status });
  const file = path.split(`/api/labs/${LAB}/files/`)[1];
  if (file && refused.has(file)) return json({ title: refused.get(file) }, 422);
  if (file) {
    if (request.method() === 'PUT') {
      // What is typed meanwhile has to wait for the answer.
      if (bench.slow > 0) await new Promise((done) => setTimeout(done, bench.slow));
      const { text, baseVersion } = request.postDataJSON() as { text: string; baseVersion: string };
      if (baseVersion !== files.get(file)) return json(textOf(files, file), 409);
      files.set(file, text);
      for (const one of view.files) if (one.path === file) one.version = text;
    }
    return json(textOf(files, file));
  }
  const [, step, field] = /\/steps\/([^/]+)\/answers(?:\/(.+))?$/.exec(path) ?? [];
  if (step !== undefined) return answers(route, bench, step, field);
  if (/\/(check|deploy|checkout|run)$/.test(path)) {
    bench.asked.push(path);
    if (path.endsWith('/check')) return json({}, 202);
    if (path.endsWith('/run')) return json({ sent: true });
    if (path.endsWith('/deploy')) return json({ status: 'ok', restarted: ['storefront', 'orders'] });
  }
  if (path === '/api/hello') return json({ instance: 'scripted', runtime: 'local' });
  if (path === `/api/labs/${LAB}`) return json(view);
  if (path === `/api/labs/${OTHER}`) return json(viewOf(other, filesOf(other)));
  const others = path.split(`/api/labs/${OTHER}/files/`)[1];
  if (others) return json(textOf(filesOf(other), others));
  const trace = /^\/api\/traces\/([0-9a-f]{32})$/.exec(path)?.[1];
  if (trace) return json(traceOf(trace));
  if (path === '/api/traces') return json({ traces: [] });
  if (path.endsWith('/check') && request.method() === 'POST') return json({ run: 1 }, 202);
  if (path === '/api/progress') return json(progressOf(view));
  if (path.endsWith('/logs')) return json({ lines: [{ time: 0, text: 'one line' }] });
  if (path === '/api/terminals' || path === '/api/terminals/first')
    return json(['shell', 'traffic'].map((name) => ({ id: name, name, lab: LAB, cols: 80, rows: 24 })));
  return json({ title: `The scripted bench has no ${request.method()} ${path}.` }, 404);
}

/** As the server keeps answers: one at a time, and none over one that somebody else has typed. */
async function answers(route: Route, bench: ScriptedBench, step: string, field?: string): Promise<void> {
  const { typed, remarks, view } = bench;
  const all = Object.fromEntries(
    view.steps.find(({ id }) => id === step)!.answers.map(({ id }) => [id, typed[id] ?? '']),
  );
  const shown = (): AnswersView => ({ lab: LAB, step, typed: all, remarks });
  if (field === undefined) return route.fulfill({ json: shown() });
  const { text, before } = route.request().postDataJSON() as SaveAnswer;
  if (all[field] !== before && all[field] !== text)
    return route.fulfill({ json: { title: 'Changed', answers: shown() }, status: 409 });
  typed[field] = text;
  all[field] = text;
  return route.fulfill({ json: shown() });
}

/** A trace of one request, as Tempo would have it. */
function traceOf(traceId: string): TraceView {
  const span = { traceId, spanId: 'a'.repeat(16), parentSpanId: 'b'.repeat(16), service: 'storefront' };
  const drawn = { name: 'POST /checkout', kind: 'server', start: 0, duration: 12, status: 'unset' } as const;
  const place = { depth: 0, orphan: false, outside: true, attributes: {} };
  return { traceId, began: 1_000, spans: [{ ...span, ...drawn, ...place }], waterfall: '' };
}

function progressOf({ id, current, steps, attempts }: LabView): ProgressView {
  const states = steps.map(({ id, passed, mark }) => ({ id, passed, ...(mark && { mark }) }));
  return { worked: id, labs: [{ lab: id, current, begun: attempts.length > 0, steps: states }] };
}

function textOf(files: ReadonlyMap<string, string>, path: string): FileText {
  const text = files.get(path) ?? '';
  return { path, text, version: text, changed: true, start: text };
}
