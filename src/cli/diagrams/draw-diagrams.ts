import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '#disk/write-atomic.ts';
import { courseDrawings, type Drawing, isCurrent } from './course-diagrams.ts';
import { openDrawingPage } from './drawing-page.ts';
import { lostDrawings } from './lost-drawings.ts';
import { stampLine } from './stamp.ts';

interface Drawer {
  root: string;
  /** Where Chromium is. */
  browser: string;
  /** Draws those that are current as well. */
  all?: boolean;
  signal: AbortSignal;
}

/** `npm run diagrams`: draws what has changed, removes what no chapter has any more, and gives the files it wrote. */
export async function drawDiagrams({ root, browser, all = false, signal }: Drawer): Promise<string[]> {
  const drawings = await courseDrawings(root);
  await removeLost(root, drawings);
  const wanted: Drawing[] = [];
  for (const drawing of drawings) if (all || !(await isCurrent(root, drawing))) wanted.push(drawing);
  if (wanted.length === 0) return [];
  const page = await openDrawingPage(root, browser);
  const end = () => void page.close();
  signal.addEventListener('abort', end, { once: true });
  try {
    for (const drawing of wanted) {
      signal.throwIfAborted();
      const text = `${stampLine(drawing.code, drawing.form)}\n${await page.draw(drawing)}\n`;
      await writeAtomic(join(root, drawing.file), text, { folderMode: 0o755 });
    }
  } finally {
    signal.removeEventListener('abort', end);
    await page.close();
  }
  return wanted.map(({ file }) => file);
}

async function removeLost(root: string, drawings: readonly Drawing[]): Promise<void> {
  for (const file of await lostDrawings(root, drawings)) await rm(join(root, file));
}
