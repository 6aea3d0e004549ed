import path from 'node:path';
import type { z } from 'zod';
import { type Facts, FactsSchema } from '../standard/facts.ts';
import { type Words, WordsSchema } from '../standard/words.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** Reads content/words.yaml. */
export function loadWords(root: string): Promise<Words> {
  return read(path.join(root, 'content/words.yaml'), WordsSchema);
}

/** Reads docs/facts.yaml. */
export function loadFacts(root: string): Promise<Facts> {
  return read(path.join(root, 'docs/facts.yaml'), FactsSchema);
}

async function read<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema>> {
  return parseYaml(await readCourseFile(file), shownPath(file), schema);
}
