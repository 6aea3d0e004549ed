import type { Imported, ProgressFile } from '#api/progress-file.ts';
import { browserStorage } from '../page/browser-storage.ts';
import { addProgress, PROGRESS_CHANGED, readAll } from '../reading/progress-store.ts';
import { call } from '../server/bench-api.ts';

/** The progress file: what the bench has recorded, and what this browser keeps of reading and of the quizzes. */
export async function progressFile(): Promise<ProgressFile> {
  const file = await call<ProgressFile>('GET', '/api/progress/export');
  return { ...file, reading: readAll(browserStorage()) };
}

/** Hands a text to the browser as a download. */
export function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  // The download has begun by then; a browser that asks where to put it keeps the text meanwhile.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Reads a progress file in, in the bench and in this browser; gives what came of it, in a sentence or two. */
export async function takeProgress(record: unknown): Promise<string> {
  const { attempts, marks, known, reading } = await call<Imported>('POST', '/api/progress/import', record);
  const merged = addProgress(browserStorage(), reading);
  document.dispatchEvent(new CustomEvent(PROGRESS_CHANGED));
  const here = known > 0 ? ` ${known} were here already.` : '';
  const read = merged
    ? ` Of the text ${counted(merged.sections, 'section')} and ${counted(merged.answers, 'answer')} were added.`
    : ' What was read and answered was not added: this browser keeps it in the form of a newer version.';
  return `Added ${counted(attempts, 'attempt')} and ${counted(marks, 'mark')}.${here}${read}`;
}

function counted(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
