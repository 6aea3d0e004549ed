import type { ChangesView } from '#api/workspace-change.ts';
import { chooseFile } from '../choose-file.ts';
import { showDiff } from '../show/show-diff.ts';
import { stepName } from '../show/step-name.ts';
import type { Run } from '../subcommand.ts';

/** `lab diff`: what the learner has done since the start of the step. */
export const diff: Run = async ({ arguments: [wanted] }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const file = wanted === undefined ? undefined : chooseFile(lab.body, wanted, bench.cwd);
  if (file && !file.ok) return bench.fail(file);
  const answer = await bench.call<ChangesView>('GET', `/api/labs/${lab.body.id}/changes?from=start`);
  if (!answer.ok) return bench.fail(answer);
  const changes = answer.body.changes.filter(({ path }) => !file || path === file.path);
  if (changes.length > 0) bench.print(showDiff(changes, bench.paint));
  else
    bench.note(
      `Nothing is changed since the start of ${stepName(lab.body, answer.body.step ?? lab.body.current)}.`,
    );
  return 0;
};
