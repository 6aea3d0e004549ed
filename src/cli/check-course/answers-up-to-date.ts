import { basename, relative } from 'node:path';
import { CourseError } from '#course/load/problem.ts';
import { type AnswerFolder, answerFolders } from '../answers/answer-folders.ts';
import { MADE_FROM } from '../answers/made-from.ts';
import { type OverlayState, stateOf } from '../answers/overlay-state.ts';
import type { CourseTree } from './course-tree.ts';
import { type CheckProblem, problemsOf } from './problem.ts';

/** No answer repeats lines that the file it replaces no longer has: it would compile, be proved, and teach the old. */
export async function answersUpToDate({ root }: CourseTree): Promise<CheckProblem[]> {
  try {
    const folders = await answerFolders(root);
    return folders.flatMap((folder) => [...behind(folder, root), ...leftOver(folder)]);
  } catch (error) {
    if (error instanceof CourseError) return problemsOf(error, root);
    throw error;
  }
}

/** One problem for each replaced file and state: a change of the Bookstore makes many answers stale at once. */
function behind({ name, overlays }: AnswerFolder, root: string): CheckProblem[] {
  const byCause = Map.groupBy(overlays, (overlay) => `${stateOf(overlay)}\0${overlay.replaces}`);
  return [...byCause.values()].flatMap((alike) => {
    const [{ path, replaces }] = alike as [(typeof alike)[0]];
    const state = stateOf(alike[0]!);
    if (state === 'current') return [];
    const { what, next } = WORDS[state];
    const place = state === 'replaces nothing' ? replaces : relative(root, replaces);
    const file = state === 'torn' ? `${name}/${path}` : `${name}/${MADE_FROM}`;
    return [
      { file, what: `${what(place)}: ${list(alike.map((one) => one.path))}`, next: next(answersOf(name)) },
    ];
  });
}

const WORDS: Record<
  Exclude<OverlayState, 'current'>,
  { what: (replaced: string) => string; next: (answers: string) => string }
> = {
  stale: {
    what: (replaced) => `${replaced} has changed since answers were made from it`,
    next: (answers) => `${answers} --update merges the change into them`,
  },
  unrecorded: {
    what: (replaced) => `Nothing says which version of ${replaced} answers were made from`,
    next: (answers) => `compare them with ${answers}, then ${answers} --record`,
  },
  torn: {
    what: () => 'A merge left its marks in answers',
    next: (answers) => `write what it should be between <<<<<<< and >>>>>>>, then ${answers} --record`,
  },
  'replaces nothing': {
    what: (replaced) => `${replaced} is not in the Bookstore any more, and answers replace it`,
    next: (answers) => `move or remove them, then ${answers} --record`,
  },
};

function leftOver({ name, leftOver: paths }: AnswerFolder): CheckProblem[] {
  if (paths.length === 0) return [];
  const what = `It names answers that are not there: ${list(paths)}`;
  return [{ file: `${name}/${MADE_FROM}`, what, next: `${answersOf(name)} --record` }];
}

/** The command for the answers of one lab: for all labs it would touch others than the author's. */
function answersOf(folder: string): string {
  return `npm run answers -- --lab ${basename(folder)}`;
}

/** Names this many in full; the rest are counted. */
const NAMED = 3;

function list(paths: readonly string[]): string {
  const more = paths.length - NAMED;
  return `${paths.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
