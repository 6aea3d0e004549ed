import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { layOver, stepStart } from '#bench/workspace/module-files.ts';
import { sampleSeed } from '#cli/prove/sample.ts';
import { openStack, type Stack } from '#cli/prove/stack.ts';
import { loadLab } from '#course/load/load-lab.ts';
import type { Judgement } from '#grading/judgement.ts';
import { chooseFolders } from '#runtimes/state/folders.ts';
import { readRecords } from '#runtimes/state/processes.ts';
import { removeState } from '#runtimes/state/remove-state.ts';
import type { Part } from '#system/part-names.ts';
import { checks } from '../../labs/split-trace/checks.ts';

// While a check is at work something outside it fails. Whatever the learner's files are like, the verdict must be
// about the bench: never a pass, never a finding.
const never = new AbortController().signal;
const labs = resolve(import.meta.dirname, '../../labs');
const PARTS = [
  'collector',
  'tempo',
  'rabbitmq',
  'postgres',
  'orders',
  'payments-worker',
  'storefront',
] as const;
/** What the check says it is doing at the moment of the fault. */
const MOMENTS = ['Sending', 'Waiting', 'Looking'] as const;
let stack: Stack;

beforeAll(async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'spanwise-checks-')), 'state');
  const lab = await loadLab(labs, 'split-trace');
  const files = await layOver(await stepStart(labs, lab, 'break'), join(labs, 'split-trace/solution/break'));
  stack = await openStack({ state }, files, () => {}, never);
});

afterAll(async () => {
  await stack?.close();
  if (stack) await removeState(chooseFolders({ port: 0, state: stack.stateFolder }));
});

describe('a fault from outside while a check is at work', () => {
  const hard = PARTS.flatMap((part) =>
    (['SIGKILL', 'SIGSTOP'] as const).flatMap((signal) =>
      MOMENTS.map((moment) => ({ part, signal, moment })),
    ),
  );
  // Asked to end, a service does so in good order and with status 0, which must not look like the learner's doing.
  const asked = (['orders', 'payments-worker', 'storefront'] as const).flatMap((part) =>
    (['Sending', 'Waiting'] as const).map((moment) => ({ part, signal: 'SIGTERM' as const, moment })),
  );
  const all = [...hard, ...asked];
  // The integration has no time for every moment of every part: it takes a third, which changes with the commit.
  const { seed } = sampleSeed(resolve(labs, '..'));
  const ofThree = (at: number) => (at + Math.floor(at / MOMENTS.length) + seed) % MOMENTS.length;
  const cases = process.env['CI'] ? all.filter((_, at) => ofThree(at) === 0) : all;

  test.each(cases)('$signal to $part at “$moment”', async ({ part, signal, moment }) => {
    // On a busy machine another part may really be away for a moment (Tempo says so itself) and is then named first.
    for (let tries = 1; ; tries += 1) {
      const judgement = await gradeUnder(part, signal, moment);
      expect(['broken', 'inconclusive'], JSON.stringify(judgement)).toContain(judgement.status);
      if (judgement.stage?.startsWith(part)) return;
      expect(tries, JSON.stringify(judgement)).toBeLessThan(3);
    }
  });

  test('afterwards the check is right again', async () => {
    await healthy();
    expect(await grade(() => {})).toMatchObject({ status: 'pass' });
  });
});

/** Grades while one part gets a signal at a moment of the check. */
async function gradeUnder(part: Part, signal: NodeJS.Signals, moment: string): Promise<Judgement> {
  await healthy();
  const pid = pidOf(part);
  let sent = false;
  try {
    return await grade((phase) => {
      if (sent || !phase.startsWith(moment)) return;
      sent = true;
      process.kill(pid, signal);
    });
  } finally {
    expect(sent).toBe(true);
    if (signal === 'SIGSTOP') process.kill(pid, 'SIGCONT');
  }
}

function grade(progress: (phase: string) => void): Promise<Judgement> {
  const { runtime, workspace } = stack;
  return checks['break']!({ runtime, workspace, setup: { parts: [] }, progress, signal: never });
}

function pidOf(part: Part): number {
  return readRecords(stack.stateFolder).findLast((record) => record.part === part)!.pid;
}

async function healthy(): Promise<void> {
  const { runtime } = stack;
  for (let tries = 0; tries < 300; tries += 1) {
    const answers = await runtime.health(never);
    const down = runtime.status().filter(({ state }) => state !== 'ready');
    if (answers.every(({ ok }) => ok) && down.length === 0) return;
    // A part that was given up after many quick deaths is the test's own doing.
    for (const { part, state } of down) if (state === 'failed') await runtime.restart(part, never);
    await wait(100);
  }
  throw new Error(`the bench did not recover: ${JSON.stringify(runtime.status())}`);
}
