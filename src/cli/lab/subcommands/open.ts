import { changeWorkspace } from '../change-workspace.ts';
import { chooseStep } from '../choose.ts';
import { stepName } from '../show/step-name.ts';
import type { Run } from '../subcommand.ts';

/** `lab open`: brings the workspace to the start of a step. */
export const open: Run = async ({ arguments: [wanted] }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const chosen = chooseStep(lab.body, wanted);
  if (!chosen.ok) return bench.fail(chosen);
  const { id } = chosen.step;
  const done = `Your files are at the start of ${stepName(lab.body, id)}.`;
  return changeWorkspace(bench, lab.body, `/api/labs/${lab.body.id}/steps/${id}/open`, { done });
};
