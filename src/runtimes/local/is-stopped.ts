import { execFileSync } from 'node:child_process';

/** Whether a process was stopped by a signal such as SIGSTOP: it is there, and does nothing until it is let go on. */
export function isStopped(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'state=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return state.trim().startsWith('T');
  } catch {
    return false;
  }
}
