import { expect, it } from 'vitest';
import { ENGINE_FINDINGS, engineVerdict } from '#bench/checks/engine-verdict.ts';

const VALUES = {
  reason: 'REASON',
  problem: 'PROBLEM',
  message: 'MESSAGE',
  lab: 'LAB',
  step: 'STEP',
  file: 'FILE',
};

it('has a text for each of its findings, whose every place is filled in', () => {
  const verdicts = ENGINE_FINDINGS.map((id) => engineVerdict(id, VALUES));
  for (const verdict of verdicts) expect(JSON.stringify(verdict)).not.toMatch(/\{\w+\}/);
  const lines = verdicts.map(({ finding, title, observed }) => `${finding}: ${title} | ${observed}`);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "check-too-slow: The check did not end within its time | The bench did not give the check what it needs within the time that the step gives it.
    bench-changed: The bench was changed while the check ran; this says nothing about your work | The check was ended: REASON.
    check-defect: The check itself failed; this says nothing about your work | It ended with: PROBLEM
    check-missing: The check of step “STEP” is still to be written | labs/LAB/checks.ts has no check for it.
    check-of-step-defect: The check of step “STEP” itself failed | MESSAGE
    answer-not-sent: What this answer sends before its check cannot be sent | MESSAGE
    lab-unreadable: Lab “LAB” cannot be read | MESSAGE
    stack-down: The stack is not up, so nothing was graded; this says nothing about the answer | REASON"
  `);
});

it('says nothing about anybody’s work', () => {
  expect(engineVerdict('bench-changed', { reason: 'the bench is being changed' })).toMatchInlineSnapshot(`
    {
      "evidence": [],
      "expected": "A check sees one bench from its beginning to its end.",
      "finding": "bench-changed",
      "next": "Check again when the bench is ready.",
      "observed": "The check was ended: the bench is being changed.",
      "status": "broken",
      "title": "The bench was changed while the check ran; this says nothing about your work",
      "where": undefined,
    }
  `);
});
