import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DrawingForm, drawingFile } from '#course/prose/drawing-file.ts';

/** A drawing as it stands in a page, and the least width at which its letters can be read, in pixels. */
export interface PlacedDrawing {
  svg: string;
  least: number;
}

/** The drawing that `npm run diagrams` made; undefined where nobody has drawn this one. */
export async function placedDrawing(
  chapterFolder: string,
  title: string,
  form: DrawingForm,
): Promise<PlacedDrawing | undefined> {
  const file = path.resolve('content/chapters', chapterFolder, drawingFile(title, form));
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const least = /min-width:(\d+)px/.exec(text ?? '')?.[1];
  // The comment in its first line says what it was drawn from, which is nothing for readers.
  return text && least ? { svg: text.slice(text.indexOf('<svg')), least: Number(least) } : undefined;
}
