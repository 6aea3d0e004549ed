import path from 'node:path';
import { loadRecordedChapter, loadRecordedLab, RECORDED_FILE } from '#course/load/load-recordings.ts';
import type { RecordedChapter, RecordedLab } from '#course/recordings/recorded.ts';

/** What was recorded for a chapter; throws where the chapter shows a recording that nobody has made. */
export async function recordedChapter(folder: string): Promise<RecordedChapter> {
  const recorded = await loadRecordedChapter(path.resolve('content/chapters', folder));
  if (!recorded)
    throw new Error(
      `content/chapters/${folder}/${RECORDED_FILE} is missing. Make it: npm run record -- --chapter ${folder.slice(3)}`,
    );
  return recorded;
}

/** Read once a build: every step and every command of a lab asks for it. */
const labs = new Map<string, ReturnType<typeof loadRecordedLab>>();

/** What was recorded of a step; undefined where nothing has been. */
export async function recordedStep(
  lab: string,
  step: string,
): Promise<(RecordedLab['steps'][number] & Pick<RecordedLab, 'date'>) | undefined> {
  const known = labs.get(lab) ?? loadRecordedLab(path.resolve('labs', lab));
  labs.set(lab, known);
  const recorded = await known;
  const found = recorded?.steps.find(({ id }) => id === step);
  return recorded && found && { ...found, date: recorded.date };
}

/** The entry with this id; throws with the ids that there are. */
export function entryOf<Entry extends { id: string }>(
  entries: readonly Entry[],
  id: string,
  where: string,
): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  const ids = entries.map((entry) => entry.id).join(', ') || 'none';
  throw new Error(`${where} has no recording “${id}”. Ids there: ${ids}. Correct the id, or record again.`);
}

/** A date as the pages write it, such as 29 November 2026. */
export function dayOf(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}
