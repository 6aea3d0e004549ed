import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadQuiz } from '#course/load/load-quiz.ts';
import { judgeGuess } from '#course/quiz/judge-guess.ts';
import { recordedObservation } from '#site/build/recorded-observation.ts';

// A reader without a bench is judged by the recorded run. A choice has a reason where it is wrong, so the one that the run
// bears out has none. Where it has one, either the recording or the observation misses what the question is about.
test('the recorded run of each prediction bears out a choice that no reason speaks against', async () => {
  const chapters = resolve(import.meta.dirname, '../../../content/chapters');
  const wrong: string[] = [];
  let judged = 0;
  for (const folder of await readdir(chapters))
    for (const question of (await loadQuiz(resolve(chapters, folder))).questions) {
      if (question.kind !== 'observe' || question.answer !== 'choice') continue;
      const observed = await recordedObservation(question);
      const right = question.choices.filter(({ id }) => judgeGuess(question, id, observed!).right);
      judged += 1;
      if (right.length !== 1 || right[0]!.because !== undefined) wrong.push(question.id);
    }
  expect(wrong).toEqual([]);
  expect(judged).toBeGreaterThan(15);
});
