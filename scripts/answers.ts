import { resolve } from 'node:path';
import { CourseError } from '#course/load/problem.ts';
import { compareAnswers } from '../src/cli/answers/compare-answers.ts';
import { endSignal } from '../src/cli/setup/end-signal.ts';

try {
  process.exitCode = await compareAnswers(
    resolve(import.meta.dirname, '..'),
    process.argv.slice(2),
    endSignal(),
  );
} catch (error) {
  if (!(error instanceof CourseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
