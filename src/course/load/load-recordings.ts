import { existsSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import {
  type RecordedChapter,
  RecordedChapterSchema,
  type RecordedLab,
  RecordedLabSchema,
} from '../recordings/recorded.ts';
import { type Recordings, RecordingsSchema } from '../recordings/recordings.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** The file that `npm run record` makes for a chapter or a lab. */
export const RECORDED_FILE = 'recorded.json';

/** Reads recordings.yaml of a chapter’s folder; undefined where the chapter shows nothing of a real run. */
export async function loadRecordings(chapterFolder: string): Promise<Recordings | undefined> {
  const file = path.join(chapterFolder, 'recordings.yaml');
  return existsSync(file) ? read(file, RecordingsSchema) : undefined;
}

/** What was recorded for a chapter; undefined where nothing has been. */
export async function loadRecordedChapter(chapterFolder: string): Promise<RecordedChapter | undefined> {
  const file = path.join(chapterFolder, RECORDED_FILE);
  return existsSync(file) ? read(file, RecordedChapterSchema) : undefined;
}

/** What was recorded of a lab; undefined where nothing has been. */
export async function loadRecordedLab(labFolder: string): Promise<RecordedLab | undefined> {
  const file = path.join(labFolder, RECORDED_FILE);
  return existsSync(file) ? read(file, RecordedLabSchema) : undefined;
}

// JSON is YAML: errors in either name line and column.
async function read<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema>> {
  return parseYaml(await readCourseFile(file), shownPath(file), schema);
}
