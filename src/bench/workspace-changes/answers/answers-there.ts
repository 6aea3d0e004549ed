import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { DURABLE } from '#bench/workspace/durable.ts';
import type { ModuleFiles } from '#bench/workspace/module-files.ts';
import { readInside } from '#bench/workspace/read-inside.ts';
import { ANSWERS_FILE } from '#course/answers/answers-file.ts';
import { mergedAnswers } from '#course/answers/write-answers.ts';
import { writeAtomic } from '#disk/write-atomic.ts';

/**
 * The files of a state with the learner's own answers to the steps before: where the bench is brought to a step, what was
 * answered to the earlier ones stays, as a verdict on them does.
 */
export async function answersThere(
  { lab, workspace }: OpenLab,
  step: string,
  files: ModuleFiles,
): Promise<ModuleFiles> {
  const source = files.get(ANSWERS_FILE);
  // What has no text that could be read is in the backup.
  const { text: own = '' } = await readInside(workspace.folder, ANSWERS_FILE);
  if (own === '') return files;
  const state = source === undefined ? '' : await readFile(source, 'utf8');
  const before = lab.steps.slice(
    0,
    lab.steps.findIndex(({ id }) => id === step),
  );
  const merged = mergedAnswers(
    own,
    state,
    before.map(({ id }) => id),
  );
  const others = new Map(files);
  others.delete(ANSWERS_FILE);
  if (merged === undefined) return others;
  if (merged === own) return new Map([...others, [ANSWERS_FILE, join(workspace.folder, ANSWERS_FILE)]]);
  if (merged === state) return files;
  const draft = `${workspace.folder}.answers.yaml`;
  await writeAtomic(draft, merged, DURABLE);
  return new Map([...others, [ANSWERS_FILE, draft]]);
}
