import type { Problem } from '#api/problem.ts';
import { diskHelp } from '../workspace/disk-help.ts';
import { ChangeFailed } from './change-workspace.ts';

/** Why something asked of a workspace was not done: nothing of it, unless the problem says so. */
export interface ChangeRefusal {
  refused: Problem;
  /** `gone`: there is no such thing; `conflict`: not now; `disk`: it cannot be written; `malformed`: it cannot be read. */
  because: 'gone' | 'conflict' | 'disk' | 'malformed';
}

/** The words for a change that failed on the disk; a defect is thrown again. */
export function refusalOf(error: unknown): ChangeRefusal {
  const cause = error instanceof ChangeFailed ? error.cause : error;
  const backup = error instanceof ChangeFailed ? error.backup : undefined;
  const { code, message, unreadable } = cause as NodeJS.ErrnoException & { unreadable?: string };
  if (code === undefined) throw cause;
  if (backup) {
    return {
      because: 'disk',
      refused: {
        title: 'The change was begun and could not be finished; your files as they were are in a copy.',
        detail: `${message}. The copy is ${backup.folder}.`,
        next: `${diskHelp(code)}, then ask for the same again or restore the copy.`,
      },
    };
  }
  if (unreadable !== undefined) {
    return {
      because: 'conflict',
      refused: {
        title: `${unreadable} cannot be read, so no copy of it could be kept. Nothing was changed.`,
        detail: message,
        next: 'Give yourself the right to read it, or remove it, and try again.',
      },
    };
  }
  return {
    because: 'disk',
    refused: {
      title: 'A copy of your files could not be kept, so nothing was changed.',
      detail: message,
      next: `${diskHelp(code)} and try again.`,
    },
  };
}
