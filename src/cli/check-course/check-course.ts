import { answers } from './answers/answers.ts';
import { answersUpToDate } from './answers-up-to-date.ts';
import { checksModule } from './checks-module.ts';
import { type CourseTree, readCourseTree } from './course-tree.ts';
import { diagrams } from './diagrams.ts';
import { drawings } from './drawings.ts';
import { excerpts } from './excerpts.ts';
import { findingTexts } from './finding-texts.ts';
import { hints } from './hints.ts';
import { labFiles } from './lab-files.ts';
import { links } from './links.ts';
import { plannedChapters } from './planned-chapters.ts';
import type { CheckProblem } from './problem.ts';
import { recordings } from './recordings.ts';
import { stepsUsed } from './steps-used.ts';
import { enoughQuestions } from './teaching/enough-questions.ts';
import { facts } from './teaching/facts.ts';
import { findingsExplained } from './teaching/findings-explained.ts';
import { giveAways } from './teaching/give-aways.ts';
import { languageTopics } from './teaching/language-topics.ts';
import { objectivesServed } from './teaching/objectives-served.ts';
import { placedQuestions } from './teaching/placed-questions.ts';
import { plainWords } from './teaching/plain-words.ts';
import { toldNumbers } from './teaching/told-numbers.ts';
import { terms } from './terms.ts';

/** One look at the whole course, with what it found. */
export interface CourseLook {
  name: string;
  problems: CheckProblem[];
}

type Look = (course: CourseTree) => CheckProblem[] | Promise<CheckProblem[]>;

const LOOKS: Record<string, Look> = {
  'chapters, quizzes, labs and findings can be read': ({ problems }) => problems,
  'chapters are those of the plan': plannedChapters,
  'steps and commands that chapters use': stepsUsed,
  'excerpts of code': excerpts,
  'recordings of real runs': recordings,
  diagrams,
  'drawings of diagrams': drawings,
  links,
  'terms of the glossary': terms,
  'files of labs': labFiles,
  'a check for every step': checksModule,
  'folders of answers and mistakes': answers,
  'answers and the files they replace': answersUpToDate,
  'texts of findings': findingTexts,
  hints,
  'questions stand where chapters put them': placedQuestions,
  'tabs for other languages': languageTopics,
  'choices that give themselves away': giveAways,
  'hints that give the number': toldNumbers,
  'enough questions of every kind': enoughQuestions,
  'objectives and what serves them': objectivesServed,
  'findings are explained': findingsExplained,
  'facts and where they stand': facts,
  'plain words': plainWords,
};

/** Looks at everything an author writes, without running any of it on a stack. */
export async function checkCourse(root: string): Promise<CourseLook[]> {
  const course = await readCourseTree(root);
  return Promise.all(
    Object.entries(LOOKS).map(async ([name, look]) => ({ name, problems: inOrder(await look(course)) })),
  );
}

function inOrder(problems: readonly CheckProblem[]): CheckProblem[] {
  return problems.toSorted((a, b) =>
    a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1,
  );
}
