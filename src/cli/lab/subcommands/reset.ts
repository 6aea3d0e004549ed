import type { FileText } from '#api/lab-view.ts';
import { changeWorkspace } from '../change-workspace.ts';
import { chooseFile } from '../choose-file.ts';
import type { Bench } from '../server/bench.ts';
import { problems } from '../server/problems.ts';
import { stepNameAtStart } from '../show/step-name.ts';
import type { Run } from '../subcommand.ts';

/** `lab reset`: puts one file, the step's files, or the whole lab to their start; what was there is kept. */
export const reset: Run = async ({ arguments: [wanted], flags }, bench) => {
  const whole = flags['all'] === true;
  if (whole && wanted !== undefined) {
    return bench.fail(
      problems.usage('lab reset takes a file or --all, not both.', 'It goes: lab reset [file] [--all]'),
    );
  }
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const { id, current } = lab.body;
  if (whole) return changeWorkspace(bench, lab.body, `/api/labs/${id}/reset`, { done: BEGUN_AGAIN });
  if (wanted === undefined) {
    const done = `${stepNameAtStart(lab.body, current)} is at its start.`;
    return changeWorkspace(bench, lab.body, `/api/labs/${id}/steps/${current}/reset`, { done });
  }
  const file = chooseFile(lab.body, wanted, bench.cwd);
  return file.ok ? resetFile(id, file.path, bench) : bench.fail(file);
};

const BEGUN_AGAIN = 'The lab is at its start. What you have passed stays passed.';

async function resetFile(lab: string, path: string, bench: Bench): Promise<number> {
  const answer = await bench.call<FileText>('POST', `/api/labs/${lab}/files/${encodeURI(path)}/reset`);
  if (!answer.ok) return bench.fail(answer);
  bench.print(
    answer.body.copy
      ? `${path} is as it was at the start of the step.\nWhat was there before is kept: lab undo brings it back.`
      : `${path} is at the start of the step already.`,
  );
  return 0;
}
