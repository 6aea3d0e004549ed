import type { CopyView } from '#api/workspace-change.ts';
import type { Lab } from '#course/lab.ts';
import type { Backup } from './keep-backup.ts';

/** What the page is told of a backup, which learners know as a copy. */
export function backupView({ id, time, reason, step, files, folder }: Backup, { steps }: Lab): CopyView {
  const number = steps.findIndex((one) => one.id === step) + 1;
  const named = number === 0 ? 'a step' : `step ${number}`;
  const title = {
    open: `before ${named} was opened`,
    'reset-file': `before ${files[0] ?? 'a file'} was reset`,
    'reset-step': `before ${named} was reset`,
    'reset-lab': 'before the lab was reset',
    solve: `before ${named} was solved`,
    skip: `before ${named} was skipped`,
    restore: 'before an earlier copy was restored',
  }[reason];
  return { id, time, title, reason, step, files, folder: `${folder}/files` };
}
