import type { BenchView } from '#api/bench-view.ts';
import type { CheckOutput, StatusOutput } from '#api/lab-output.ts';
import type { Attempt, LabView } from '#api/lab-view.ts';

/** What `lab status --json` prints. */
export function statusOutput(lab: LabView, bench: BenchView): string {
  const { check } = bench;
  const output: StatusOutput = {
    format: 1,
    ...{ lab: lab.id, title: lab.title, workspace: lab.workspace, current: lab.current },
    steps: lab.steps.map(({ id, title, passed, mark }) => ({ id, title, passed, mark })),
    changed: lab.files.filter(({ changed }) => changed).map(({ path }) => path),
    ...{ ready: bench.ready, reason: bench.reason },
    parts: bench.parts.map(({ part, state, reason }) => ({ part, state, reason })),
    running: bench.running,
    checking: check && `${check.lab}/${check.step}`,
  };
  return JSON.stringify(output, null, 2);
}

/** What `lab check --json` prints. */
export function checkOutput({ id, lab, step, time, duration, solved, verdict }: Attempt): string {
  const facts = { attempt: id, time, duration, solved: solved === true };
  const output: CheckOutput = { format: 3, lab, step, ...facts, verdict };
  return JSON.stringify(output, null, 2);
}
