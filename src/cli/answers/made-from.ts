import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { parseYaml } from '#course/load/parse-yaml.ts';
import { shownPath } from '#course/load/read-course-file.ts';
import { writeAtomic } from '#disk/write-atomic.ts';

/** The file beside a lab's answers that says which version of the replaced file each was made from. */
export const MADE_FROM = 'made-from.yaml';

const MadeFromSchema = z.record(
  z.string().describe('The path of an answer’s file in the folder of its lab'),
  z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .describe('The git blob id of the version that the file replaces and was made from'),
);
export type MadeFrom = z.infer<typeof MadeFromSchema>;

/** Reads it; a lab without one has nothing recorded. */
export async function loadMadeFrom(folder: string): Promise<MadeFrom> {
  const file = join(folder, MADE_FROM);
  if (!existsSync(file)) return {};
  return parseYaml(await readFile(file, 'utf8'), shownPath(file), MadeFromSchema);
}

/** Writes it in the order of the paths, so that two branches seldom change the same lines. */
export async function writeMadeFrom(folder: string, madeFrom: MadeFrom): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(madeFrom).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  await writeAtomic(join(folder, MADE_FROM), `${HEADER}${stringify(sorted, { lineWidth: 0 })}`);
}

const HEADER = `# Which version of the file it replaces each answer was made from, as git blob ids.
# npm run answers writes this file and tells which answers have fallen behind.
`;
