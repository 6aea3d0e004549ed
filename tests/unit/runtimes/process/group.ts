import { execFileSync } from 'node:child_process';

/** The processes of a process group, as ps lists them; zombies are none. */
export function membersOf(group: number): number[] {
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,pgid=,state='], { encoding: 'utf8' });
  return listed
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, pgid, state]) => Number(pgid) === group && !state?.startsWith('Z'))
    .map(([pid]) => Number(pid));
}
