import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A running process, as far as it matters for finding a terminal's descendants. */
export interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
  session: number;
  state: string;
  /** Changes when the number is given to another process. */
  started: string;
}

/** All processes, and whether one carries a text in its environment. */
export function listProcesses(): { rows: ProcessRow[]; marked: (pid: number, mark: string) => boolean } {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

function fromProc() {
  const rows: ProcessRow[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = readQuietly(`/proc/${pid}/stat`);
    // The name in parentheses may hold anything, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 20) continue;
    const [state, parent, group, session] = fields;
    rows.push({
      pid,
      state: state!,
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
      started: fields[19]!,
    });
  }
  return {
    rows,
    marked: (pid: number, mark: string) => `\0${readQuietly(`/proc/${pid}/environ`)}`.includes(`\0${mark}\0`),
  };
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
    return '';
  }
}

/** On macOS `ps` shows the environment of one's own processes after the command line. */
function fromPs() {
  const rows: ProcessRow[] = [];
  const commands = new Map<number, string>();
  const text = execFileSync('ps', ['-Aww', '-E', '-o', 'pid=,ppid=,pgid=,sess=,state=,lstart=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const line of text.split('\n')) {
    const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s(.*)$/.exec(
      line,
    );
    if (!found) continue;
    const pid = Number(found[1]);
    rows.push({
      pid,
      parent: Number(found[2]),
      group: Number(found[3]),
      session: Number(found[4]),
      state: found[5]!,
      started: found[6]!,
    });
    commands.set(pid, found[7]!);
  }
  return {
    rows,
    marked: (pid: number, mark: string) => ` ${commands.get(pid) ?? ''} `.includes(` ${mark} `),
  };
}
