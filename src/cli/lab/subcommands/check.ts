import { setTimeout as wait } from 'node:timers/promises';
import type { BenchView } from '#api/bench-view.ts';
import type { CheckRun } from '#api/check-run.ts';
import type { Attempt, LabView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import { adviceAfter } from '../advice.ts';
import { chooseStep } from '../choose.ts';
import { EXIT } from '../exit-codes.ts';
import type { Bench } from '../server/bench.ts';
import type { ApiAnswer } from '../server/call.ts';
import { checkOutput } from '../server/json-output.ts';
import { problems } from '../server/problems.ts';
import { showVerdict, tracesOf } from '../show/show-verdict.ts';
import { stepName, stepNameAtStart } from '../show/step-name.ts';
import { VERDICTS } from '../show/verdict-texts.ts';
import type { Run } from '../subcommand.ts';

const POLL_MS = 120;

/** `lab check`: the same check as the page's button, followed until its verdict. */
export const check: Run = async ({ arguments: [wanted], flags }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const chosen = chooseStep(lab.body, wanted);
  if (!chosen.ok) return bench.fail(chosen);
  const began = await begin(lab.body, chosen.step.id, bench);
  if (!began.ok) return bench.fail(began);
  const { run, own } = began.body;
  if (!own)
    bench.note(
      `${stepNameAtStart(lab.body, run.step)} is being checked already; this is the verdict of that check.`,
    );
  const ended = await follow(run, stepName(lab.body, run.step), bench);
  if (bench.signal.aborted) return interrupted(run, own, bench);
  if (!ended.ok) return bench.fail(ended);
  const { attempt, problem } = ended.body;
  if (attempt && flags['json']) {
    bench.print(checkOutput(attempt));
    return VERDICTS[attempt.verdict.status].exit;
  }
  if (attempt) return report(attempt, lab.body, bench);
  if (problem) {
    bench.note(problem);
    return EXIT.broken;
  }
  bench.note('The check was cancelled from the page or another terminal. Nothing was judged.');
  return EXIT.interrupted;
};

/** Begins the check, or joins the one that runs when it is of the same step. */
async function begin(
  lab: LabView,
  step: string,
  { call }: Bench,
): Promise<ApiAnswer<{ run: CheckRun; own: boolean }>> {
  // Not given up at Ctrl-C: the server would then check what nobody waits for.
  const started = await call<CheckRun>('POST', `/api/labs/${lab.id}/steps/${step}/check`);
  if (started.ok) return { ok: true, body: { run: started.body, own: true } };
  if (started.exit !== EXIT.busy) return started;
  const state = await call<BenchView>('GET', '/api/bench');
  const run = state.ok ? state.body.check : undefined;
  return run?.lab === lab.id && run.step === step ? { ok: true, body: { run, own: false } } : started;
}

async function follow(
  run: CheckRun,
  name: string,
  { call, signal, progress }: Bench,
): Promise<ApiAnswer<CheckRun>> {
  for (let now = run; ; ) {
    if (now.state !== 'running') return { ok: true, body: now };
    progress(`Checking ${name}: ${now.phase ?? 'asking the bench'} …`);
    try {
      await wait(POLL_MS, undefined, { signal });
    } catch {
      return problems.interrupted;
    }
    const answer = await call<CheckRun>('GET', `/api/labs/${run.lab}/checks/${run.run}`, { signal });
    if (!answer.ok) return answer;
    now = answer.body;
  }
}

async function interrupted(run: CheckRun, own: boolean, { call, note }: Bench): Promise<number> {
  if (!own) {
    note('No longer following; the check itself goes on.');
    return EXIT.interrupted;
  }
  const cancelled = await call('DELETE', `/api/labs/${run.lab}/checks/${run.run}`, { timeout: 2_000 });
  note(
    cancelled.ok
      ? 'Cancelled. Nothing was judged.'
      : 'The server could not be told to cancel; it may go on checking.',
  );
  return EXIT.interrupted;
}

async function report(attempt: Attempt, known: LabView, bench: Bench): Promise<number> {
  const { call, paint, width, print, interactive } = bench;
  const traces: TraceView[] = [];
  for (const id of attempt.verdict.status === 'fail' ? tracesOf(attempt, 2) : []) {
    const trace = await call<TraceView>('GET', `/api/traces/${id}`);
    if (trace.ok && trace.body.spans.length > 0) traces.push(trace.body);
  }
  print(showVerdict(attempt, { lab: known, paint, width, traces }));
  const lab = interactive ? await bench.lab() : undefined;
  if (lab?.ok) bench.advise(adviceAfter(attempt, lab.body));
  return VERDICTS[attempt.verdict.status].exit;
}
