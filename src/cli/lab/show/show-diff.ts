import type { FileChange } from '#api/workspace-change.ts';
import type { Paint } from './paint.ts';

/** Changes of files as a unified diff, which `git apply` understands when it is piped. */
export function showDiff(changes: readonly FileChange[], paint: Paint): string {
  return changes.map((change) => showFile(change, paint)).join('\n');
}

function showFile({ path, change, diff }: FileChange, paint: Paint): string {
  const before = change === 'created' ? '/dev/null' : `a/${path}`;
  const after = change === 'removed' ? '/dev/null' : `b/${path}`;
  const header = paint.bold(`--- ${before}\n+++ ${after}`);
  if (diff === undefined) return `${header}\n${paint.dim('(not shown)')}`;
  return [
    header,
    ...diff
      .trimEnd()
      .split('\n')
      .map((line) => paintLine(line, paint)),
  ].join('\n');
}

function paintLine(line: string, paint: Paint): string {
  if (line.startsWith('@@')) return paint.cyan(line);
  if (line.startsWith('+')) return paint.green(line);
  return line.startsWith('-') ? paint.red(line) : line;
}
