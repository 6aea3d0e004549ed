import { dirname, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answers } from '#cli/check-course/answers/answers.ts';
import { checksModule } from '#cli/check-course/checks-module.ts';
import { readCourseTree } from '#cli/check-course/course-tree.ts';
import { findingTexts } from '#cli/check-course/finding-texts.ts';
import { hints } from '#cli/check-course/hints.ts';
import { labFiles } from '#cli/check-course/lab-files.ts';
import { kindsOfLabs } from '#cli/lab-new/make-lab.ts';
import { labsOfEveryKind, removeLabs } from '../../../labs-in-turn.ts';

const kinds = await kindsOfLabs(resolve(import.meta.dirname, '../../../../labs'));
const folder = await labsOfEveryKind(kinds);
afterAll(() => removeLabs(folder));

test('npm run check has nothing to say of labs of any kind as they are made', async () => {
  const { labs, problems, ...course } = await readCourseTree(dirname(folder));
  const made = { ...course, problems, labs: labs.filter(({ id }) => id.startsWith('like-')) };
  expect(made.labs.map(({ id }) => id)).toEqual(kinds.map((kind) => `like-${kind}`));
  const looks = [labFiles, checksModule, answers, findingTexts, hints];
  const found = await Promise.all(looks.map(async (look) => look(made)));
  const ofLabs = [...problems, ...found.flat()].filter(({ file }) => file.startsWith('labs/'));
  // What is said of the shared texts concerns labs that are not here.
  expect(ofLabs.filter(({ file }) => file !== 'labs/findings.yaml')).toEqual([]);
});
