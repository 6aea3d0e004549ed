import type { AnswerFolder } from './answer-folders.ts';
import { loadMadeFrom, writeMadeFrom } from './made-from.ts';

/** Records for every overlay the version that the replaced file has now; gives how many entries are new or changed. */
export async function recordAnswers({ folder, overlays }: AnswerFolder): Promise<number> {
  const before = await loadMadeFrom(folder);
  const entries = overlays.flatMap(({ path, now, madeFrom, torn }) => {
    // What still has the marks of a merge is not made from anything yet.
    const id = torn ? madeFrom : now;
    return id ? [[path, id] as const] : [];
  });
  const after = Object.fromEntries(entries);
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...paths].filter((path) => before[path] !== after[path]).length;
  if (changed > 0) await writeMadeFrom(folder, after);
  return changed;
}
