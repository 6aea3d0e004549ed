import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EVERY_CHECK_GIVES } from '#grading/experiments/checkout/grade-checkout.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';

/** Every finding that the diagnoses in src/grading/findings can give, whichever lab uses them. */
export async function libraryGives(): Promise<string[]> {
  const folder = join(import.meta.dirname, '../../grading/findings');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.map((name) => import(`../../grading/findings/${name.slice(0, -3)}.ts`)),
  );
  const exported = modules.flatMap((module) => Object.values(module as Record<string, unknown>));
  const diagnoses = exported.filter(
    (value): value is { gives: readonly string[] } =>
      typeof value === 'function' && 'gives' in value && Array.isArray(value.gives),
  );
  return [...new Set([...diagnoses, ...upstreamFirst].flatMap(({ gives }) => gives)), ...EVERY_CHECK_GIVES];
}
