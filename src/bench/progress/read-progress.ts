import { PROGRESS_VERSION, type ProgressFile, ProgressFileSchema } from '#api/progress-file.ts';
import type { ChangeRefusal } from '../workspace-changes/refusal.ts';
import { upgradeVerdict } from './stored-verdict.ts';

/** A record as somebody hands it in, or why it cannot be read in. */
export function readProgress(given: unknown): ProgressFile | ChangeRefusal {
  const { format, version } = (typeof given === 'object' && given !== null ? given : {}) as {
    format?: unknown;
    version?: unknown;
  };
  if (format !== 'spanwise-progress') {
    return malformed('This is no record of Spanwise.', 'It lacks "format": "spanwise-progress".');
  }
  if (typeof version === 'number' && version > PROGRESS_VERSION) {
    return {
      because: 'conflict',
      refused: {
        title: 'This record was made by a newer version of Spanwise. Nothing was read in.',
        detail: `It has form ${version}; this version reads form ${PROGRESS_VERSION}.`,
        next: 'Update Spanwise, then read it in again.',
      },
    };
  }
  const parsed = ProgressFileSchema.safeParse(isEarlier(version) ? upgradeFile(given) : given);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  const more = issues.length > MAX_SHOWN ? ` and ${issues.length - MAX_SHOWN} more` : '';
  return malformed(
    'This record is damaged. Nothing was read in.',
    issues.slice(0, MAX_SHOWN).join('; ') + more,
  );
}

/** How many mistakes of a file are named: the rest is likely of the same kind. */
const MAX_SHOWN = 3;

function isEarlier(version: unknown): boolean {
  return typeof version === 'number' && version >= 1 && version < PROGRESS_VERSION;
}

/** Brings a file of an earlier version to today's; what is malformed in it stays malformed, for the schema to name. */
function upgradeFile(given: unknown): unknown {
  const { attempts, ...file } = given as { attempts?: unknown };
  const upgraded = Array.isArray(attempts)
    ? attempts.map((one) => ({ ...one, verdict: upgradeVerdict(one?.verdict) }))
    : attempts;
  return { reading: {}, ...file, version: PROGRESS_VERSION, attempts: upgraded };
}

function malformed(title: string, detail: string): ChangeRefusal {
  const next = 'Choose a file that “Save my progress” has made, unchanged.';
  return { because: 'malformed', refused: { title, detail, next } };
}
