import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { writeAtomicSync } from '#disk/write-atomic.ts';

/**
 * What one bench has made images of. The records of all benches of a user lie in the cache, which they share: each sees
 * what the others need.
 */
const ImageRecordSchema = z.strictObject({
  state: z.string().describe('State folder of the bench; one that is gone needs none of its images any more'),
  images: z
    .record(z.string(), z.array(z.string()))
    .describe('By the name of a program: its images that were not removed yet, the newest last'),
});
export type ImageRecord = z.infer<typeof ImageRecordSchema>;

/** Images that a bench keeps of each program: the one that runs, and the one before, to which an undo goes back. */
const KEPT = 2;

/** The folder of the records, in the cache. */
export function recordsFolder(cacheFolder: string): string {
  return join(cacheFolder, 'images');
}

/** Notes that a bench is about to use these images, each as the newest of its program. */
export function noteImages(
  { cache, state }: { cache: string; state: string },
  made: readonly { name: string; image: string }[],
): void {
  const before = readImageRecords(cache).find((record) => record.state === state)?.images ?? {};
  const images = { ...before };
  for (const { name, image } of made)
    images[name] = [...(images[name] ?? []).filter((one) => one !== image), image];
  write(cache, { state, images });
}

/** Strikes images off all records, once they are removed; a record that names none any more goes too. */
export function forgetImages(cache: string, removed: ReadonlySet<string>): void {
  for (const { state, images } of readImageRecords(cache)) {
    const left = Object.entries(images)
      .map(([name, all]) => [name, all.filter((image) => !removed.has(image))] as const)
      .filter(([, all]) => all.length > 0);
    if (left.length === 0 && !existsSync(state)) rmSync(fileOf(cache, state), { force: true });
    else write(cache, { state, images: Object.fromEntries(left) });
  }
}

/** Every record that can be read. */
export function readImageRecords(cache: string): ImageRecord[] {
  const folder = recordsFolder(cache);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      try {
        return ImageRecordSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8'))).data ?? [];
      } catch {
        return [];
      }
    });
}

/**
 * The images that a bench may remove: earlier ones of its own and all of benches that are gone, without those that any
 * bench still keeps.
 */
export function removable(
  records: readonly ImageRecord[],
  own: string,
  isThere: (state: string) => boolean = existsSync,
): string[] {
  const kept = new Set(
    records
      .filter(({ state }) => isThere(state))
      .flatMap(({ images }) => Object.values(images).flatMap((all) => all.slice(-KEPT))),
  );
  const candidates = records
    .filter(({ state }) => state === own || !isThere(state))
    .flatMap(({ images }) => Object.values(images).flat());
  return [...new Set(candidates)].filter((image) => !kept.has(image));
}

/** A full disk costs the record, and so only that an image is not removed. */
function write(cache: string, record: ImageRecord): void {
  try {
    mkdirSync(recordsFolder(cache), { recursive: true });
    writeAtomicSync(fileOf(cache, record.state), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  } catch {
    // The record stays as it was.
  }
}

function fileOf(cache: string, state: string): string {
  const hash = createHash('sha256').update(state).digest('hex').slice(0, 8);
  return join(recordsFolder(cache), `${basename(state)}-${hash}.json`);
}
