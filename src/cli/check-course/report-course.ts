import { houseFigures } from '../house/house-figures.ts';
import { readTree } from '../house/tree.ts';
import { checkCourse } from './check-course.ts';
import { showProblem } from './problem.ts';

/** `npm run check`: prints every problem of the course; gives the exit code. */
export async function reportCourse(root: string, argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) return say(HELP, 0);
  if (argv.length > 0) return say(`npm run check takes no options but --help, not “${argv[0]}”.`, 64);
  const looks = await checkCourse(root);
  for (const { name, problems } of looks) {
    console.log(`${problems.length > 0 ? '✗' : '✓'} ${name}`);
    for (const problem of problems) console.log(indent(showProblem(problem)));
  }
  console.log(houseFigures(readTree(root)));
  const count = looks.reduce((sum, { problems }) => sum + problems.length, 0);
  if (count === 0) return say('The course has no problem that can be seen without a stack.', 0);
  return say(count === 1 ? '\nOne problem.' : `\n${count} problems.`, 1);
}

const HELP = `npm run check

Looks at chapters, labs, quizzes, findings, links and diagrams without running
anything: what cannot be read, what leads nowhere, what is missing. Prints every
problem with file, line and what to do; exit 1 when there is one. npm run verify
does the same among other things. Whether checks judge rightly is for
npm run prove.
`;

function say(text: string, code: number): number {
  console.log(text);
  return code;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
