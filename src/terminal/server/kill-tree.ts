import { setTimeout as sleep } from 'node:timers/promises';
import { TERMINAL_MARK } from './environment.ts';
import { listProcesses, type ProcessRow } from './processes.ts';

/** Milliseconds in which programs may end by themselves after the hang-up: an editor saves its file in less. */
const POLITE = 150;
/** Milliseconds for which what is left is killed; with the time before, a page waits less than a second. */
const STRICT = 800;
/** Milliseconds between two looks at the machine's processes. */
const ROUND = 10;

/**
 * Ends every process of a terminal: those in the shell's session, their descendants, and all that carry the
 * terminal's mark, also when they left the session, ignore hang-ups, are stopped or keep forking. Returns the
 * pids it could not end within a second. A process that both left the session and wiped its environment after
 * its parent ended cannot be told from a stranger and is not found.
 */
export async function killTree(shell: number, terminal: string): Promise<number[]> {
  const known = new Map<number, string>();
  const find = () => findMembers(shell, terminal, known);

  for (const { pid } of find()) {
    // A stopped process takes the hang-up only once it is continued.
    signal(pid, 'SIGHUP');
    signal(pid, 'SIGCONT');
  }
  const polite = performance.now() + POLITE;
  while (find().length > 0 && performance.now() < polite) await sleep(ROUND);

  const end = performance.now() + STRICT;
  for (;;) {
    freeze(find);
    const members = find();
    if (members.length === 0) return [];
    if (performance.now() > end) return members.map(({ pid }) => pid);
    for (const { pid } of members) signal(pid, 'SIGKILL');
    await sleep(ROUND);
  }
}

/** Stops everything before killing anything, until nothing new appears: what is stopped cannot fork. */
function freeze(find: () => ProcessRow[]): void {
  for (let round = 0; round < 20; round += 1) {
    const moving = find().filter(({ state }) => state !== 'T' && state !== 't');
    if (moving.length === 0) return;
    for (const { pid } of moving) signal(pid, 'SIGSTOP');
  }
}

function findMembers(shell: number, terminal: string, known: Map<number, string>): ProcessRow[] {
  const { rows, marked } = listProcesses();
  const alive = rows.filter(
    ({ state, pid }) => !state.startsWith('Z') && !state.startsWith('X') && pid !== process.pid,
  );
  const members = new Map<number, ProcessRow>();
  for (const row of alive) {
    const seen = known.get(row.pid) === row.started;
    if (
      seen ||
      row.session === shell ||
      row.group === shell ||
      row.pid === shell ||
      marked(row.pid, `${TERMINAL_MARK}=${terminal}`)
    ) {
      members.set(row.pid, row);
    }
  }
  for (let grown = true; grown; ) {
    grown = false;
    for (const row of alive) {
      if (members.has(row.pid) || !members.has(row.parent)) continue;
      members.set(row.pid, row);
      grown = true;
    }
  }
  for (const { pid, started } of members.values()) known.set(pid, started);
  return [...members.values()];
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile, or may not be signalled; the next round tells which.
  }
}
