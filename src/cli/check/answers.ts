import { join } from 'node:path';
import { filesBelow } from '#bench/workspace/files-below.ts';
import { startingFiles } from '#bench/workspace/starting-files.ts';
import { type CourseTree, foldersIn, type LabFolder } from './course-tree.ts';
import { placeOf } from './line-of.ts';
import type { CheckProblem } from './problem.ts';

const KNOWN = ['start', 'solution', 'alternatives', 'mistakes', 'findings', 'recording'];
const KINDS = ['solution', 'alternatives', 'mistakes'];

/** The folders of answers are those of steps and findings that exist, and there are enough of them to prove the check. */
export async function answers({ root, labs }: CourseTree): Promise<CheckProblem[]> {
  return (await Promise.all(labs.map((lab) => answersOf(lab, root)))).flat();
}

async function answersOf({ id, folder, lab, checks }: LabFolder, root: string): Promise<CheckProblem[]> {
  if (!lab) return [];
  const there = await startingFiles(join(root, 'labs'), id);
  const problems: CheckProblem[] = [];
  const refuse = (path: string, what: string, next: string) =>
    problems.push({ file: `labs/${id}/${path}`, what, next });
  for (const name of await foldersIn(folder)) {
    if (!KNOWN.includes(name))
      refuse(name, `“${name}” is no folder of a lab`, `rename it; a lab has ${KNOWN.join(', ')}`);
  }
  const steps = lab.steps.map((step) => step.id);
  for (const kind of KINDS) {
    for (const name of await foldersIn(join(folder, kind)))
      if (!steps.includes(name))
        refuse(`${kind}/${name}`, `“${name}” is no step. Steps: ${steps.join(', ')}`, 'rename the folder');
  }
  for (const [index, step] of lab.steps.entries()) {
    const at = (key: string) => placeOf(join(folder, 'lab.yaml'), ['steps', index, key]);
    const alternatives = await foldersIn(join(folder, 'alternatives', step.id));
    const mistakes = await foldersIn(join(folder, 'mistakes', step.id));
    const places = [
      ...(step.edits ? [`solution/${step.id}`] : []),
      ...alternatives.map((name) => `alternatives/${step.id}/${name}`),
      ...mistakes.map((name) => `mistakes/${step.id}/${name}`),
    ];
    for (const place of places) await judgeFiles(place);
    if (step.edits && alternatives.length < 2 && !step.fewAlternatives)
      problems.push({
        file: `labs/${id}/lab.yaml`,
        ...at('id'),
        what: `Step “${step.id}” has ${alternatives.length} of two other right answers in alternatives/${step.id}/`,
        next: 'add the missing ones, so that the check is known to judge behaviour; or say in fewAlternatives why there are none',
      });
    if (step.fewAlternatives && alternatives.length >= 2)
      problems.push({
        file: `labs/${id}/lab.yaml`,
        ...at('fewAlternatives'),
        what: `Step “${step.id}” says why it has few other right answers, and has ${alternatives.length}`,
        next: 'remove fewAlternatives',
      });
    if (mistakes.length === 0)
      refuse(
        `mistakes/${step.id}`,
        `Step “${step.id}” has no mistake, so nothing shows that its check can fail`,
        'add mistakes/<step>/<finding>/ with the files a learner might have written',
      );
    const gives = checks?.checks[step.id]?.gives;
    for (const name of gives ? mistakes : []) {
      const finding = name.split('.')[0]!;
      if (!gives!.includes(finding) || finding === 'pass')
        refuse(
          `mistakes/${step.id}/${name}`,
          `The check of “${step.id}” cannot give “${finding}”`,
          `rename the folder after a finding it gives (${gives!.filter((one) => one !== 'pass').join(', ')}), or teach the check`,
        );
    }
  }
  return problems;

  async function judgeFiles(place: string): Promise<void> {
    const files = await filesBelow(join(folder, place));
    if (files.length === 0)
      refuse(place, 'It holds no file', 'put the changed files there, at their places in the Bookstore');
    for (const path of files) {
      if (there.has(path) || /^(cmd|internal)\/.+\.go$/.test(path)) continue;
      refuse(`${place}/${path}`, 'It has no place in the Bookstore', 'repeat the paths of labs/bookstore');
    }
  }
}
