/** One thing an author has to mend in a file of the course. */
export interface CourseProblem {
  /** Counts from 1; absent where the file as a whole is meant. */
  line?: number;
  column?: number;
  /** Where in the data, as `steps[0].minutes`; empty for the file as a whole. */
  path: string;
  expected: string;
  received: string;
  /** What the field is for, from its schema. */
  meaning?: string;
  next: string;
}

/** Everything that is wrong with one file of the course, found in one reading. */
export class CourseError extends Error {
  readonly file: string;
  readonly problems: readonly CourseProblem[];

  constructor(file: string, problems: readonly CourseProblem[]) {
    super(formatProblems(file, problems));
    this.name = 'CourseError';
    this.file = file;
    this.problems = problems;
  }
}

/** The one text in which authors read about mistakes in files of the course. */
export function formatProblems(file: string, problems: readonly CourseProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return [`${file} has ${count}.`, ...problems.map((problem) => formatProblem(file, problem))].join('\n\n');
}

function formatProblem(file: string, problem: CourseProblem): string {
  const place = problem.line === undefined ? file : `${file}:${problem.line}:${problem.column ?? 1}`;
  const rows = [
    `  ${place}${problem.path === '' ? '' : `  ${problem.path}`}`,
    `    expected  ${problem.expected}`,
    `    received  ${problem.received}`,
  ];
  if (problem.meaning !== undefined) rows.push(`    meaning   ${problem.meaning}`);
  rows.push(`    next      ${problem.next}`);
  return rows.join('\n');
}
