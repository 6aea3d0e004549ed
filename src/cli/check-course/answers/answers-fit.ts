import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { ANSWERS_FILE, REQUESTS_FILE } from '#course/answers/answers-file.ts';
import { filled, placeholderProblem, placeholdersIn } from '#course/answers/placeholders.ts';
import { isProblem, readTyped } from '#course/answers/read-answers.ts';
import { readField } from '#course/answers/read-field.ts';
import { handsIn, type Step, startFinding } from '#course/lab.ts';
import { loadRequests } from '#course/load/load-requests.ts';
import { CourseError } from '#course/load/problem.ts';
import { lineAt, placeOf } from '../line-of.ts';
import { type CheckProblem, problemsOf } from '../problem.ts';
import type { AnsweredLab } from './answered-lab.ts';
import { placesOf } from './files-land.ts';
import { stepGives } from './step-gives.ts';

/** Typed answers are to questions of their step, their placeholders can be filled in, and the start's finding is one that can be given. */
export async function answersFit(lab: AnsweredLab, root: string): Promise<CheckProblem[]> {
  const ofSteps = lab.lab.steps.map(async (step, index) => {
    const places = await placesOf(lab, step);
    const ofPlaces = await Promise.all(places.map((place) => problemsIn(lab, step, place, root)));
    return [...startGiven(lab, step, index), ...ofPlaces.flat()];
  });
  return (await Promise.all(ofSteps)).flat();
}

function startGiven(lab: AnsweredLab, step: Step, index: number): CheckProblem[] {
  const gives = stepGives(step, lab.checks);
  const finding = startFinding(step);
  if (!handsIn(step) || !gives || finding === undefined || gives.includes(finding)) return [];
  return [
    {
      file: `labs/${lab.id}/lab.yaml`,
      ...placeOf(join(lab.folder, 'lab.yaml'), ['steps', index, 'startGives']),
      what: `The check of “${step.id}” cannot give “${finding}”, which the start has to give`,
      next: 'name a finding that it gives in startGives, or teach the check',
    },
  ];
}

async function problemsIn(
  { id, folder }: AnsweredLab,
  step: Step,
  place: string,
  root: string,
): Promise<CheckProblem[]> {
  const requestsFile = join(folder, place, REQUESTS_FILE);
  let requests: string[] = [];
  let ofRequests: CheckProblem[] = [];
  if (existsSync(requestsFile)) {
    try {
      requests = (await loadRequests(requestsFile)).map((request) => request.id);
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      return problemsOf(error, root);
    }
    ofRequests = await placeholderProblems(`labs/${id}/${place}/${REQUESTS_FILE}`, requestsFile, requests);
  }
  const file = `labs/${id}/${place}/${ANSWERS_FILE}`;
  const answersFile = join(folder, place, ANSWERS_FILE);
  if (!existsSync(answersFile)) {
    const next = 'add answers.yaml with the answers to the questions of the step';
    const isAsked = step.answers.length > 0 && !place.startsWith('mistakes/');
    return [
      ...ofRequests,
      ...(isAsked ? [{ file, what: 'The step has questions, and no answer is here', next }] : []),
    ];
  }
  return [
    ...ofRequests,
    ...(await placeholderProblems(file, answersFile, requests)),
    ...(await typedProblems(file, answersFile, step, place)),
  ];
}

async function placeholderProblems(
  file: string,
  path: string,
  requests: readonly string[],
): Promise<CheckProblem[]> {
  const text = await readFile(path, 'utf8');
  return placeholdersIn(text).flatMap((name) => {
    const problem = placeholderProblem(name, requests);
    if (problem === undefined) return [];
    const line = lineAt(text, text.indexOf(name));
    return [{ file, line, what: `{{${name}}}: ${problem}`, next: 'correct it, or add the request' }];
  });
}

/** Stands for what a request brings back. */
const FILLER = '0'.repeat(8);

/** A mistake may be that the file cannot be read, or that a question has another name. */
async function typedProblems(
  file: string,
  path: string,
  { id, answers }: Step,
  place: string,
): Promise<CheckProblem[]> {
  if (/\/answers-unreadable(\.|$)/.test(place)) return [];
  const typed = readTyped(await filled(await readFile(path, 'utf8'), () => FILLER), id);
  if (isProblem(typed)) return [{ file, line: typed.line, what: typed.reason, next: 'mend that line' }];
  return [...typed].flatMap(([name, { text, line }]) => {
    const field = answers.find((one) => one.id === name);
    const what = field ? unreadable(field, text) : noQuestion(id, name, answers);
    return what ? [{ file, line, what, next: 'correct the name here or in lab.yaml' }] : [];
  });
}

function noQuestion(step: string, name: string, answers: Step['answers']): string {
  const known = answers.map((field) => field.id).join(', ') || 'none';
  return `Step “${step}” has no question “${name}”; its questions are ${known}`;
}

/** Why the bench would refuse what a learner typed here; what is filled in later is anything. */
function unreadable(field: AnswerField, text: string): string | undefined {
  if (text.includes(FILLER)) return undefined;
  const read = readField(field, text);
  return read.ok ? undefined : `“${field.id}”: ${read.reason}`;
}
