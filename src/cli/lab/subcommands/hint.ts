import type { HintView } from '#api/lab-view.ts';
import { hintTitle } from '#course/hint-title.ts';
import { chooseStep } from '../choose.ts';
import { EXIT } from '../exit-codes.ts';
import type { Bench } from '../server/bench.ts';
import { showMarkdown } from '../show/markdown.ts';
import { stepName, stepNameAtStart } from '../show/step-name.ts';
import type { Run } from '../subcommand.ts';

/** `lab hint`: the next hint of a step; when all were given, all of them again. */
export const hint: Run = async ({ arguments: [wanted] }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const chosen = chooseStep(lab.body, wanted);
  if (!chosen.ok) return bench.fail(chosen);
  const { id, hints, hintsLeft } = chosen.step;
  const name = stepName(lab.body, id);
  if (hintsLeft > 0) {
    const given = await bench.call<HintView>('POST', `/api/labs/${lab.body.id}/steps/${id}/hint`);
    if (given.ok) return show(name, [given.body.hint], given.body, bench);
    if (given.exit !== EXIT.missing) return bench.fail(given);
  }
  if (hints.length > 0) return show(name, hints, { number: 1, left: 0 }, bench);
  bench.note(`${stepNameAtStart(lab.body, id)} has no hints. lab next shows what it asks for.`);
  return EXIT.missing;
};

function show(
  step: string,
  hints: readonly string[],
  { number, left }: { number: number; left: number },
  { print, advise, paint, width }: Bench,
): number {
  const all = number + hints.length - 1 + left;
  for (const [index, text] of hints.entries()) {
    const title = paint.bold(hintTitle(number + index, all, step));
    print(`${title}\n${showMarkdown(text, paint, Math.min(width, 100))}`);
  }
  if (left === 0) advise('That was the last one. lab solve puts the solution in, after asking.');
  return 0;
}
