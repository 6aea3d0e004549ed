import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AnsweredLab } from '#cli/check-course/answers/answered-lab.ts';
import { answersFit } from '#cli/check-course/answers/answers-fit.ts';
import { showProblem } from '#cli/check-course/problem.ts';
import { LabSchema } from '#course/lab.ts';
import { loadLab } from '#course/load/load-lab.ts';
import type { Check } from '#grading/check.ts';

/** A lab with one question, and these files in its folder. */
function asked(files: Record<string, string>, more: object = {}): { root: string; lab: AnsweredLab } {
  const root = mkdtempSync(join(tmpdir(), 'spanwise-fit-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'labs/asked');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const lab = LabSchema.parse({
    ...{ id: 'asked', title: 'Asked', minutes: 1, summary: 'One question.', files: ['answers.yaml'] },
    steps: [
      {
        ...{ id: 'look', title: 'Look', minutes: 1, text: 'Look.' },
        answers: [{ id: 'trace', kind: 'trace', label: 'Trace' }],
        ...more,
      },
    ],
  });
  const check = Object.assign(async () => ({}), { gives: ['pass', 'wrong-trace'] }) as unknown as Check;
  return { root, lab: { id: 'asked', folder, lab, checks: { checks: { look: check } } } };
}

async function problems({ root, lab }: ReturnType<typeof asked>): Promise<string[]> {
  return (await answersFit(lab, root)).map(showProblem);
}

test('answers whose placeholders the requests fill in are right', async () => {
  const fits = asked({
    'solution/look/answers.yaml': 'look: { trace: "{{slow.trace}}" }\n',
    'solution/look/requests.yaml': '- { id: slow, checkout: {} }\n',
    'mistakes/look/answers-unreadable/answers.yaml': 'look: "\n',
    'mistakes/look/answer-missing/go.mod': '',
  });
  expect(await problems(fits)).toEqual([]);
});

test('a question that is none, a placeholder of nothing, a missing answer and a start that cannot be: each with its place', async () => {
  const wrong = asked(
    {
      'solution/look/go.mod': '',
      'alternatives/look/other/answers.yaml': 'look:\n  trace: "{{quick.trace}}"\n  span: x\n',
      'alternatives/look/other/requests.yaml':
        '- id: slow\n  checkout: {}\n  headers: { traceparent: "00-{{slow.id}}-01" }\n',
      'mistakes/look/wrong-trace/answers.yaml': 'look: "\n',
      'mistakes/look/wrong-trace.two/requests.yaml': '- { id: slow, checkout: {}, otlp: {} }\n',
    },
    { startGives: 'unanswered' },
  );
  expect((await problems(wrong)).join('\n')).toMatchInlineSnapshot(`
    "labs/asked/lab.yaml
      The check of “look” cannot give “unanswered”, which the start has to give
      next: name a finding that it gives in startGives, or teach the check
    labs/asked/solution/look/answers.yaml
      The step has questions, and no answer is here
      next: add answers.yaml with the answers to the questions of the step
    labs/asked/alternatives/look/other/requests.yaml:3
      {{slow.id}}: “id” is none of order, made.trace, made.span, made.tool-span, trace, receiver.trace, status, ms, span.<service>.<kind>.<id|name|ms|own|start|end> and service.<service>.<own|sum>
      next: correct it, or add the request
    labs/asked/alternatives/look/other/answers.yaml:2
      {{quick.trace}}: “quick” is no request of requests.yaml, which has slow
      next: correct it, or add the request
    labs/asked/alternatives/look/other/answers.yaml:3
      Step “look” has no question “span”; its questions are trace
      next: correct the name here or in lab.yaml
    labs/asked/mistakes/look/wrong-trace/answers.yaml:2
      answers.yaml is not valid YAML: Missing closing "quote
      next: mend that line
    labs/asked/mistakes/look/wrong-trace.two/requests.yaml:1:3
      [0]: expected one of checkout, http and otlp, received a mapping with id, checkout, otlp
      next: name what is sent; \`checkout: {}\` is a checkout of b-100"
  `);
});

test('the lab with questions that is proved in the faults suite is right', async () => {
  const labs = resolve('tests/fixtures/setups/labs');
  const lab = { id: 'asked', folder: join(labs, 'asked'), lab: await loadLab(labs, 'asked') };
  expect(await problems({ root: resolve('tests/fixtures/setups'), lab })).toEqual([]);
});
