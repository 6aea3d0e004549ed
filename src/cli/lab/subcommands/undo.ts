import { changeWorkspace } from '../change-workspace.ts';
import { EXIT } from '../exit-codes.ts';
import type { Run } from '../subcommand.ts';

/** `lab undo`: brings back the files as they were before the last reset, solution or opened step. Twice is once not. */
export const undo: Run = async (_given, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const [newest] = lab.body.copies;
  if (!newest) {
    bench.note('Nothing was reset, solved or opened yet, so there is nothing to undo.');
    return EXIT.missing;
  }
  return changeWorkspace(bench, lab.body, `/api/labs/${lab.body.id}/restore`, {
    done: `Your files are as they were ${newest.title}.`,
    body: { copy: newest.id },
  });
};
