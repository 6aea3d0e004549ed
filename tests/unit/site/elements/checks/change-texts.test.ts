import { expect, it } from 'vitest';
import type { LabView } from '#api/lab-view.ts';
import { changeTexts, type WantedChange } from '#site/elements/checks/change-texts.ts';

const lab = { steps: [{ id: 'break' }, { id: 'mend' }], copies: [] } as unknown as LabView;
const said = (wanted: WantedChange) => {
  const { title, text, confirm, done, look, path } = changeTexts(lab, wanted);
  return [title, text, confirm, done, look, path];
};

it('asks for each change in its own words', () => {
  const step = 'break';
  expect(said({ action: 'open', step })).toMatchInlineSnapshot(`
    [
      "Go to step 1?",
      "Your files become those at the start of step 1.",
      "Go to step 1",
      "You are at the start of step 1.",
      "to=start&step=break",
      "steps/break/open",
    ]
  `);
  expect(said({ action: 'reset', step })).toMatchInlineSnapshot(`
    [
      "Begin step 1 again?",
      "Your files become those at the start of step 1.",
      "Reset step 1",
      "You are at the start of step 1.",
      "to=start&step=break",
      "steps/break/reset",
    ]
  `);
  expect(said({ action: 'solve', step })).toMatchInlineSnapshot(`
    [
      "Have step 1 solved?",
      "Your files are replaced by the solution. The step is then marked as solved, not as passed.",
      "Replace my files",
      "Step 1 is solved.",
      "to=solution&step=break",
      "steps/break/solve",
    ]
  `);
  expect(said({ action: 'skip', step })).toMatchInlineSnapshot(`
    [
      "Skip step 1?",
      "Your files become those at the start of step 2.",
      "Skip step 1",
      "Step 1 is skipped.",
      "to=start&step=mend",
      "steps/break/skip",
    ]
  `);
  expect(said({ action: 'skip', step: 'mend' })).toMatchInlineSnapshot(`
    [
      "Skip step 2?",
      "",
      "Skip step 2",
      "Step 2 is skipped.",
      undefined,
      "steps/mend/skip",
    ]
  `);
  expect(said({ action: 'reset-lab' })).toMatchInlineSnapshot(`
    [
      "Begin the whole lab again?",
      "Your files become those at the start of step 1, and that is where you are then. What you have passed stays passed; attempts and verdicts stay too.",
      "Reset the lab",
      "The lab is at its start: you are at step 1, and what you have passed stays passed.",
      "to=lab",
      "reset",
    ]
  `);
  expect(said({ action: 'restore', copy: 'a:b' })).toMatchInlineSnapshot(`
    [
      "Restore these files?",
      "Your files become those.",
      "Restore",
      "The files are restored.",
      "to=copy&copy=a%3Ab",
      "restore",
    ]
  `);
});
