import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { BenchEvent } from '#api/events.ts';
import { openLabs } from '#bench/labs/open-labs.ts';
import { createAttempts } from '#bench/progress/attempts.ts';
import { openDatabase } from '#bench/progress/database.ts';
import { createProgressStore } from '#bench/progress/progress-store.ts';
import type { Action } from '#bench/workspace-changes/action.ts';
import type { AnswerAsLearner } from '#bench/workspace-changes/answers/solve-as-learner.ts';
import { listBackups } from '#bench/workspace-changes/kept-backups.ts';
import { createWorkspaceChanges } from '#bench/workspace-changes/workspace-changes.ts';

const LAB = `id: demo
title: Demo
minutes: 3
summary: Three steps.
files: [a.go, sub/b.go]
steps:
  - { id: look, title: Look, minutes: 1, text: Look. }
  - { id: break, title: Break, minutes: 1, text: Break., edits: true }
  - { id: mend, title: Mend, minutes: 1, text: Mend., edits: true }
`;

const COURSE = {
  'labs/bookstore/go.mod': 'module bookstore\n',
  'labs/bookstore/a.go': 'a of the shop\n',
  'labs/bookstore/sub/b.go': 'b of the shop\n',
  'labs/demo/lab.yaml': LAB,
  'labs/demo/start/a.go': 'a of the lab\n',
  'labs/demo/solution/break/a.go': 'a broken\n',
  'labs/demo/solution/break/broken.go': 'new in break\n',
  'labs/demo/solution/mend/a.go': 'a mended\n',
};

export const START = {
  'go.mod': 'module bookstore\n',
  'a.go': 'a of the lab\n',
  'sub/b.go': 'b of the shop\n',
};
export const BROKEN = { ...START, 'a.go': 'a broken\n', 'broken.go': 'new in break\n' };
export const MENDED = { ...BROKEN, 'a.go': 'a mended\n' };

/** A small course with a lab of three steps, in a folder that goes away with the test. */
export async function newShop() {
  const root = await mkdtemp(join(tmpdir(), 'spanwise-life-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(COURSE)) await put(path, text);
  await mkdir(join(root, 'state'));
  return { root, put };
}

interface BenchGiven {
  now?: () => number;
  finish?: boolean;
  answer?: AnswerAsLearner;
}

/** Opens the bench of a shop from what lies on the disk, as a server does at its start. */
export async function openBench(root: string, { now = Date.now, finish = true, answer }: BenchGiven = {}) {
  const state = join(root, 'state');
  const { database } = openDatabase(join(state, 'spanwise.sqlite'));
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  const labs = await openLabs(join(root, 'labs'), state);
  const open = labs.get('demo')!;
  const attempts = createAttempts(database);
  const labProgress = createProgressStore(database, attempts);
  const events: BenchEvent[] = [];
  let busy = false;
  const workspaces = createWorkspaceChanges({
    labProgress,
    busy: () => busy,
    emit: (event) => events.push(event),
    now,
    ...(answer && { answer }),
  });
  if (finish) await workspaces.finish(open);
  const { folder, backups } = open.workspace;
  return {
    ...{ database, open, attempts, labProgress, workspaces, events, folder },
    setBusy: (value: boolean) => {
      busy = value;
    },
    /** Does an action and expects that nothing refuses it. */
    async change(action: Action) {
      const done = await workspaces.change(open, action);
      if ('refused' in done) throw new Error(`Refused: ${JSON.stringify(done.refused)}`);
      return done;
    },
    files: () => filesOf(folder),
    copies: () => listBackups(backups, 'demo'),
    pass: (step: string, time: number, solved = false) =>
      attempts.add({ lab: 'demo', step, time, duration: 1, verdict: PASS, ...(solved && { solved }) }),
    write: async (path: string, text: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
  };
}

/** Every file below a folder with its text; a link is shown as where it leads. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found: Record<string, string> = {};
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const kind = await lstat(path);
    if (kind.isSymbolicLink()) found[name] = `-> ${await readlink(path)}`;
    else if (kind.isFile()) found[name] = await readFile(path, 'utf8');
  }
  return found;
}

export const PASS = {
  status: 'pass' as const,
  title: 'It works',
  observed: '',
  expected: '',
  evidence: [],
};
