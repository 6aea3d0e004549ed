import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gradeJob } from '#cli/prove/grade-job.ts';
import { verdictText } from '#cli/prove/report.ts';
import type { Stack } from '#cli/prove/stack.ts';

const labs = resolve(import.meta.dirname, '../../../fixtures/server-course/labs');
const wrongLabs = resolve(import.meta.dirname, '../../../fixtures/wrong-course/labs');
let workspace: string;
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'spanwise-grade-'));
});
afterEach(() => rm(workspace, { recursive: true }));

async function verdictOf(lab: string, step: string, folder = labs) {
  const runtime = { apply: async () => ({ status: 'ok', restarted: [] }), status: () => [] };
  const stack = { runtime, workspace } as unknown as Stack;
  const never = new AbortController().signal;
  return (await gradeJob(folder, stack, { lab, step, files: new Map() }, () => {}, never)).verdict;
}

test('a check that is still to be written is no pass, and says so', async () => {
  const verdict = await verdictOf('demo', 'unwritten');
  expect(verdict.status).toBe('broken');
  expect(verdictText(verdict)).toMatchInlineSnapshot(`
    "broken (check-missing): The check of step “unwritten” is still to be written
      observed: labs/demo/checks.ts has no check for it.
      expected: Every step of lab.yaml has a check.
      next:     Add “unwritten” to judges in labs/demo/checks.ts; docs/labs.md has the diagnoses to choose from."
  `);
});

test('a check that throws is told with the place, and ends nothing else', async () => {
  const verdict = await verdictOf('demo', 'throws');
  expect(verdict).toMatchObject({ status: 'broken', observed: 'a defect in the check' });
  expect(verdict.evidence[0]?.note).toContain('demo/checks.ts');
});

test('a lab whose checks cannot be imported is told like any mistake of an author', async () => {
  const verdict = await verdictOf('torn', 'look', wrongLabs);
  expect(verdictText(verdict)).toMatchInlineSnapshot(`
    "broken (check-defect): Lab “torn” cannot be read
      observed: tests/fixtures/wrong-course/labs/torn/checks.ts has one problem.

      tests/fixtures/wrong-course/labs/torn/checks.ts
        expected  a module that can be imported
        received  not finished
        next      mend it; npm run verify names the line
      expected: Its files can be read.
      next:     Fix it; npm run check finds more of the kind without a stack."
  `);
});
