import { expect, it } from 'vitest';
import type { StepView } from '#api/lab-view.ts';
import { staticHtml } from '#site/build/static-html.ts';
import { verdictHints } from '#site/elements/checks/hints-view.ts';

const step = { hints: ['Look at the client.', 'At its transport.'], hintsLeft: 1 } as unknown as StepView;
const draw = (hinted: number) => staticHtml(verdictHints(step, hinted));

it('folds the hints that were given for an earlier verdict, and shows those for this one', () => {
  expect(draw(2)).not.toContain('<details');
  expect(draw(1)).toMatch(
    /A hint given before this verdict.*Look at.*<\/details>.*Hint 2 of 3, about this step.*At its transport/s,
  );
  expect(draw(0)).toMatch(/2 hints given before this verdict.*At its transport.*<\/details>$/s);
});
