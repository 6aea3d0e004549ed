import type { LabView } from '#api/lab-view.ts';
import type { Changed } from '#api/workspace-change.ts';
import { describeChange } from '../change-workspace.ts';
import { chooseStep } from '../choose.ts';
import type { Bench } from '../server/bench.ts';
import { showStep } from '../show/show-step.ts';
import { stepNameAtStart } from '../show/step-name.ts';
import type { Run } from '../subcommand.ts';

/** `lab next`: what the learner has to do now; with --skip, after leaving the present step undone. */
export const next: Run = async ({ flags }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  if (flags['skip'] !== true || isDone(lab.body)) return show(lab.body, bench);
  const { id, current } = lab.body;
  const skipped = await bench.call<Changed>('POST', `/api/labs/${id}/steps/${current}/skip`, { body: {} });
  if (!skipped.ok) return bench.fail(skipped);
  bench.print(
    `${describeChange(lab.body, skipped.body, `${stepNameAtStart(lab.body, current)} is skipped.`)}\n`,
  );
  const now = await bench.lab();
  return now.ok ? show(now.body, bench) : bench.fail(now);
};

function show(lab: LabView, bench: Bench): number {
  if (isDone(lab)) {
    bench.print('Every step of the lab is done. lab open <step> goes back to one.');
    return 0;
  }
  const chosen = chooseStep(lab, undefined);
  if (!chosen.ok) return bench.fail(chosen);
  bench.print(showStep(lab, chosen.step, bench));
  bench.advise('lab check checks it, lab hint helps, lab next --skip leaves it out.');
  return 0;
}

function isDone({ steps }: LabView): boolean {
  return steps.every(({ passed, mark }) => passed || mark);
}
