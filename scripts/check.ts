import { resolve } from 'node:path';
import { reportCourse } from '#cli/check-course/report-course.ts';

process.exitCode = await reportCourse(resolve(import.meta.dirname, '..'), process.argv.slice(2));
