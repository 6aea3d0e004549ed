import { resolve } from 'node:path';
import { reportCourse } from '../src/cli/check/report-course.ts';

process.exitCode = await reportCourse(resolve(import.meta.dirname, '..'), process.argv.slice(2));
