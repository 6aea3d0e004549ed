import { join } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { startingFiles } from '#bench/workspace/starting-files.ts';
import { ANSWERS_FILE, REQUESTS_FILE } from '#course/answers/answers-file.ts';
import { handsIn, type Step } from '#course/lab.ts';
import type { CheckProblem } from '../problem.ts';
import { type AnsweredLab, answersTo } from './answered-lab.ts';

/** Every answer has files, and each of its files replaces a file of the Bookstore, adds Go code to it, or answers questions. */
export async function filesLand(lab: AnsweredLab, root: string): Promise<CheckProblem[]> {
  const there = await startingFiles(join(root, 'labs'), lab.id);
  const places = (await Promise.all(lab.lab.steps.map((step) => placesOf(lab, step)))).flat();
  const all = places.map(async (place): Promise<CheckProblem[]> => {
    const files = await filesBelow(join(lab.folder, place));
    if (files.length === 0)
      return [
        {
          file: `labs/${lab.id}/${place}`,
          what: 'It holds no file',
          next: 'put the changed files there, at their places in the Bookstore',
        },
      ];
    return files
      .filter((path) => path !== ANSWERS_FILE && path !== REQUESTS_FILE)
      .filter((path) => !there.has(path) && !/^(cmd|internal)\/.+\.go$/.test(path))
      .map((path) => ({
        file: `labs/${lab.id}/${place}/${path}`,
        what: 'It has no place in the Bookstore',
        next: 'repeat the paths of labs/bookstore',
      }));
  });
  return (await Promise.all(all)).flat();
}

/** The folders of answers to a step, from the folder of its lab. */
export async function placesOf(lab: AnsweredLab, step: Step): Promise<string[]> {
  const alternatives = await answersTo(lab, 'alternatives', step.id);
  const mistakes = await answersTo(lab, 'mistakes', step.id);
  return [
    ...(handsIn(step) ? [`solution/${step.id}`] : []),
    ...alternatives.map((name) => `alternatives/${step.id}/${name}`),
    ...mistakes.map((name) => `mistakes/${step.id}/${name}`),
  ];
}
