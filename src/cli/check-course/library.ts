import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ANSWERS_GIVE } from '#grading/answers-problem.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';
import { GRADE_GIVES } from '#grading/grade.ts';

/** Every finding that the diagnoses in src/grading/findings can give, whichever lab uses them. */
export async function libraryGives(): Promise<string[]> {
  const folder = join(import.meta.dirname, '../../grading/findings');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(join(folder, name)).href)));
  const exported = modules.flatMap((module) => Object.values(module as Record<string, unknown>));
  const diagnoses = exported.filter(
    (value): value is { gives: readonly string[] } =>
      typeof value === 'function' && 'gives' in value && Array.isArray(value.gives),
  );
  return [
    ...new Set([...diagnoses, ...upstreamFirst].flatMap(({ gives }) => gives)),
    ...GRADE_GIVES,
    ...ANSWERS_GIVE,
    ...checkout().troubles,
  ];
}
