import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  loadRecordedChapter,
  loadRecordedLab,
  loadRecordings,
  RECORDED_FILE,
} from '#course/load/load-recordings.ts';
import { CourseError } from '#course/load/problem.ts';
import { bookstoreStamp } from '../record/bookstore-stamp.ts';
import type { CourseTree } from './course-tree.ts';
import { tagsOf } from './page/tags.ts';
import { type CheckProblem, problemsOf } from './problem.ts';

type Folder = CourseTree['chapters'][number];

/** What pages show of real runs was recorded, with these commands and this Bookstore. */
export async function recordings(course: CourseTree): Promise<CheckProblem[]> {
  const stamp = await bookstoreStamp(join(course.root, 'labs'));
  const looks = [
    ...course.chapters.map((folder) => () => ofChapter(course, folder, stamp)),
    ...course.labs.map(
      ({ id }) =>
        () =>
          ofLab(course, id, stamp),
    ),
  ];
  const found = await Promise.all(
    looks.map((look) =>
      look().catch((error: unknown) => {
        if (!(error instanceof CourseError)) throw error;
        return problemsOf(error, course.root);
      }),
    ),
  );
  return found.flat();
}

async function ofChapter(
  { root }: CourseTree,
  { file, page }: Folder,
  stamp: string,
): Promise<CheckProblem[]> {
  const folder = join(file, '..');
  const again = `npm run record -- --chapter ${folder.replace(/^.*\/\d\d-/, '')}`;
  const wanted = await loadRecordings(join(root, folder));
  const recorded = await loadRecordedChapter(join(root, folder));
  const at = join(folder, RECORDED_FILE);
  const shown = tagsOf(page, 'Recorded', 'RecordedTrace').flatMap(({ name, attributes, line }) => {
    const entries = name === 'Recorded' ? wanted?.outputs : wanted?.traces;
    if (entries?.some(({ id }) => id === attributes['id'])) return [];
    const what = `<${name}>: recordings.yaml has no “${attributes['id'] ?? ''}”`;
    return [{ file, line, what, next: `add it there, then ${again}` }];
  });
  if (!wanted) return shown;
  if (!recorded) return [...shown, { file: at, what: 'Nothing was recorded for this chapter.', next: again }];
  // A line with a placeholder is kept with what the placeholder stood for.
  const isOf = (run: string, { run: was }: { run: string }) =>
    new RegExp(
      `^${run
        .split(/\{\{[^{}]+\}\}/)
        .map(RegExp.escape)
        .join('.+?')}$`,
      's',
    ).test(was);
  const changed = [
    ...wanted.outputs.filter(
      ({ id, run }) => !recorded.outputs.some((one) => one.id === id && isOf(run, one)),
    ),
    ...wanted.traces.filter(({ id }) => !recorded.traces.some((one) => one.id === id)),
  ];
  const stale = changed.map(({ id }) => ({
    file: at,
    what: `“${id}” was not recorded as it is now.`,
    next: again,
  }));
  return [...shown, ...stale, ...older(at, recorded.bookstore, stamp, again)];
}

async function ofLab({ root, labs }: CourseTree, id: string, stamp: string): Promise<CheckProblem[]> {
  const file = join('labs', id, RECORDED_FILE);
  const lab = labs.find((one) => one.id === id)?.lab;
  // A lab that is still written has nothing to show yet.
  if (!lab || !existsSync(join(root, file))) return [];
  const again = `npm run record -- --lab ${id}`;
  const recorded = await loadRecordedLab(join(root, 'labs', id));
  const changed = lab.steps.flatMap((step) => {
    const outputs = recorded?.steps.find((one) => one.id === step.id)?.outputs;
    if (!outputs) return [`Step “${step.id}” was not recorded.`];
    return step.commands
      .filter(({ id: command, run }) => {
        const line = typeof run === 'string' ? run : run.local;
        return !outputs.some((one) => one.id === command && one.run === line);
      })
      .map((command) => `Command “${command.id}” of step “${step.id}” was not recorded as it is now.`);
  });
  const stale = changed.map((what) => ({ file, what, next: again }));
  return [...stale, ...older(file, recorded?.bookstore, stamp, again)];
}

function older(file: string, recorded: string | undefined, stamp: string, again: string): CheckProblem[] {
  return recorded === stamp
    ? []
    : [{ file, what: 'It was recorded with another version of labs/bookstore.', next: again }];
}
