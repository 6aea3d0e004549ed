/** What helps where the disk refuses something, by the code of the error; to be followed by what to do then. */
export function diskHelp(code: string): string {
  return HELP[code] ?? 'Put right what the message names';
}

const HELP: Record<string, string> = {
  ENOSPC: 'Make room on the disk',
  EDQUOT: 'Make room within your quota on the disk',
  EACCES: 'Check who owns the workspace folder',
  EPERM: 'Check who owns the workspace folder',
  EROFS: 'The disk is mounted read-only: mount it for writing',
};
