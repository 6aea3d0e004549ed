import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory, in bytes, of each given process with its descendants; pages that they share count once. Linux only. */
export function memoryOf(pids: readonly number[]): Map<number, number> {
  if (process.platform !== 'linux') return new Map();
  const children = childrenByParent();
  return new Map(pids.map((pid) => [pid, sum(family(pid, children))]));
}

const PAGE = 4096;

function sum(pids: number[]): number {
  let own = 0;
  let shared = 0;
  for (const pid of pids) {
    const [, resident = 0, common = 0] = read(`/proc/${pid}/statm`).split(' ').map(Number);
    own += resident - common;
    shared = Math.max(shared, common);
  }
  return (own + shared) * PAGE;
}

function family(pid: number, children: Map<number, number[]>): number[] {
  return [pid, ...(children.get(pid) ?? []).flatMap((child) => family(child, children))];
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
