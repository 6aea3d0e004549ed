import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnswersView } from '#api/answers-view.ts';
import type { LabView } from '#api/lab-view.ts';
import { openLab } from './open-lab.ts';

const STEP = `  - id: asked
    title: Answer
    minutes: 1
    text: Look, and answer.
    answers:
      - { id: trace, kind: trace, label: Trace of your checkout, help: storefront logs it }
      - { id: wait, kind: number, unit: ms, label: How long it took }
`;

const CHECK = [
  'const asked = async ({ answers: { trace, wait }, since }: any) =>',
  "  ({ status: 'fail', finding: 'said', evidence: [], values: { said: [wait.value, trace.value, typeof since].join(' ') } });",
  'Object.assign(checks, { asked });',
  '',
].join('\n');

const TEXTS = `asked:
  said: { title: Said, observed: "{said}", expected: Words. }
  answer-missing: { title: Missing, observed: "No answer to {reason}.", expected: All. }
  answers-unreadable: { title: Unreadable, observed: "{place}: {reason}", expected: YAML. }
`;

/** The demo lab with a step that has questions. */
async function asked() {
  const bench = await openLab();
  const folder = join(bench.root, 'labs/demo');
  const append = (name: string, text: string) =>
    writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8') + text);
  append('lab.yaml', STEP);
  append('checks.ts', CHECK);
  const findings = join(folder, 'findings.yaml');
  writeFileSync(findings, readFileSync(findings, 'utf8').replace('any:\n', `${TEXTS}any:\n`));
  expect((await bench.reloadLabs()).problems).toEqual([]);
  const file = join(bench.labs.get('demo')!.workspace.folder, 'answers.yaml');
  const words = async (line: string) => {
    const { code, out, err } = await bench.run(line);
    return `$ lab ${line}\n${out}${err}exit ${code}`.replaceAll(bench.state, 'STATE');
  };
  const call = async (method: string, path: string, body?: object) => {
    const answer = await bench.send(method, `/api/labs/demo/steps/asked/answers${path}`, body);
    return { status: answer.status, body: (await answer.json()) as AnswersView };
  };
  return { ...bench, file, words, call, text: () => readFileSync(file, 'utf8') };
}

describe('lab answer', () => {
  it('shows the questions, answers one, and goes on with what is there', async () => {
    const { words, text } = await asked();
    expect(await words('answer asked')).toMatchInlineSnapshot(`
      "$ lab answer asked
      The questions of step asked

        trace  Trace of your checkout
               storefront logs it
               not answered yet
        wait   How long it took (ms)
               not answered yet
      exit 0"
    `);
    expect(await words('answer asked trace 4BF92F3577B34DA6A3CE929D0E0E4736')).toMatchInlineSnapshot(`
      "$ lab answer asked trace 4BF92F3577B34DA6A3CE929D0E0E4736
      The questions of step asked

        trace  Trace of your checkout
               storefront logs it
               4BF92F3577B34DA6A3CE929D0E0E4736
        wait   How long it took (ms)
               not answered yet
      exit 0"
    `);
    expect(await words('answer asked wait long or so')).toMatchInlineSnapshot(`
      "$ lab answer asked wait long or so
      The questions of step asked

        trace  Trace of your checkout
               storefront logs it
               4BF92F3577B34DA6A3CE929D0E0E4736
        wait   How long it took (ms)
               long or so
               “long or so” is no number; write one such as 805, 805 ms or 0.8 s.
      exit 0"
    `);
    expect(await words('answer asked wait 0,8 s')).toContain('exit 0');
    expect(text()).toBe('asked:\n  trace: 4BF92F3577B34DA6A3CE929D0E0E4736\n  wait: 0,8 s\n');
    expect(await words('answer asked trce')).toMatchInlineSnapshot(`
      "$ lab answer asked trce
      lab: Step asked has no question “trce”.
           Its questions are trace, wait.
      exit 64"
    `);
    expect(await words('answer passes')).toMatchInlineSnapshot(`
      "$ lab answer passes
      Step passes has no questions. lab next shows what it asks for.
      exit 66"
    `);
    expect(await words('check asked')).toContain('800 4bf92f3577b34da6a3ce929d0e0e4736 number');
  });

  it('finds the questions of the step at hand without its name', async () => {
    const { words } = await asked();
    await words('open asked');
    expect(await words('answer wait 5')).toMatch(/\n {9}5\n/);
    expect(await words('answer weit 5')).toMatchInlineSnapshot(`
      "$ lab answer weit 5
      lab: “weit” is neither a question nor a step.
           Did you mean wait? The questions of step asked are trace, wait.
      exit 64"
    `);
    expect(await words('next')).toContain('It has questions: lab answer shows them');
  });

  it('a check names what is missing or cannot be read, with its place, and diff and reset work as for any file', async () => {
    const { words, file, text } = await asked();
    expect(await words('check asked')).toContain(
      'No answer to “Trace of your checkout”, “How long it took”.',
    );
    writeFileSync(file, 'asked:\n  trace: "\n');
    expect(await words('check asked')).toContain('answers.yaml:3: answers.yaml is not valid YAML');
    expect(await words('answer asked trace abc')).toMatchInlineSnapshot(`
      "$ lab answer asked trace abc
      lab: answers.yaml cannot be read, line 3.
           answers.yaml is not valid YAML: Missing closing "quote
           Fix the file in your workspace, or put it back with lab reset answers.yaml.
      exit 75"
    `);
    writeFileSync(file, 'asked: { trace: abc }\n');
    expect(await words('diff')).toContain('+asked: { trace: abc }');
    await words('reset answers.yaml');
    expect(text).toThrow('ENOENT');
    await words('undo');
    expect(text()).toBe('asked: { trace: abc }\n');
  });
});

describe('answers on the page', () => {
  it('are saved one at a time, and what somebody else has typed meanwhile is told', async () => {
    const { call, text, page } = await asked();
    expect(await call('GET', '')).toEqual({
      status: 200,
      body: { lab: 'demo', step: 'asked', typed: { trace: '', wait: '' }, remarks: {} },
    });
    const saved = await call('PUT', '/wait', { text: 'long', before: '' });
    expect(saved.body.remarks).toEqual({
      wait: '“long” is no number; write one such as 805, 805 ms or 0.8 s.',
    });
    expect(await call('PUT', '/wait', { text: '8', before: '' })).toMatchObject({
      status: 409,
      body: { answers: { typed: { wait: 'long' } } },
    });
    expect((await call('PUT', '/wait', { text: 'long', before: '' })).status).toBe(200);
    expect((await call('PUT', '/span', { text: '8', before: '' })).status).toBe(404);
    expect((await call('PUT', '/wait', { text: '8'.repeat(3000), before: '' })).status).toBe(400);
    expect(text()).toBe('asked:\n  wait: long\n');
    const { files } = (await (await page('GET', '/api/labs/demo')).json()) as LabView;
    expect(files.map(({ path }) => path)).toContain('answers.yaml');
  });

  it('tell of a change on disk, by whomever', async () => {
    const { file, events } = await asked();
    let wait = 0;
    const isTold = () => {
      // What is written before the first look is no change.
      writeFileSync(file, `asked: { wait: ${++wait} }\n`);
      return events.some((event) => event.type === 'file' && event.path === 'answers.yaml');
    };
    await expect.poll(isTold, { interval: 300, timeout: 15_000 }).toBe(true);
  });
});
