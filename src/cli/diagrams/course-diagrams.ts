import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type DrawingForm, drawingFile } from '#course/prose/drawing-file.ts';
import { requireDescription } from '#course/prose/require-description.ts';
import { fencesOf } from '../check-course/page/page-parts.ts';
import { type Page, readPage } from '../check-course/page/read-page.ts';
import { participantWidth } from './look.ts';
import { stampLine } from './stamp.ts';

/** A drawing that belongs beside a chapter. */
export interface Drawing {
  /** The page it stands in, from the top of the repository, and the line of its text there. */
  page: string;
  line: number;
  title: string;
  description: string;
  /** What Mermaid is given. */
  code: string;
  form: DrawingForm;
  /** The drawing's file, from the top of the repository. */
  file: string;
}

/** The drawings of a page's diagrams, some in a second form for columns that are too narrow for the first; those without accessible words are left to the check that asks for them. */
export function drawingsOf(file: string, page: Page): Drawing[] {
  return fencesOf(page)
    .filter(({ language }) => language === 'mermaid')
    .flatMap(({ code, line }) => {
      const words = wordsOf(code);
      if (!words) return [];
      const drawing = (form: DrawingForm, text: string): Drawing => ({
        ...{ page: file, line, ...words, code: breakNames(text), form },
        file: join(dirname(file), drawingFile(words.title, form)),
      });
      const narrow = participantWidth(code, 'narrow') ? code : turn(code);
      return [drawing('wide', code), ...(narrow ? [drawing('narrow', narrow)] : [])];
    });
}

/** The drawings of every chapter. */
export async function courseDrawings(root: string): Promise<Drawing[]> {
  const folders = await readdir(join(root, 'content/chapters'));
  const found = await Promise.all(
    folders.toSorted().map(async (folder) => {
      const file = `content/chapters/${folder}/index.mdx`;
      const { page } = readPage(file, await readFile(join(root, file), 'utf8').catch(() => ''));
      return page ? drawingsOf(file, page) : [];
    }),
  );
  return found.flat();
}

/** Whether a drawing's file was made from the diagram as it is now. */
export async function isCurrent(root: string, { file, code, form }: Drawing): Promise<boolean> {
  const text = await readFile(join(root, file), 'utf8').catch(() => '');
  return text.startsWith(`${stampLine(code, form)}\n`);
}

function wordsOf(code: string): { title: string; description: string } | undefined {
  try {
    return requireDescription(code, 'a chapter');
  } catch {
    return undefined;
  }
}

/** A flowchart that runs across the page, running down it instead, its groups too: for columns in which it would be too small. */
function turn(code: string): string | undefined {
  const turned = code.replace(/^(\s*(?:flowchart|graph)\s+)(?:LR|RL)\b/, '$1TB');
  return turned === code ? undefined : turned.replaceAll(/^(\s*direction\s+)(?:LR|RL)\b/gm, '$1TB');
}

/** The name of a participant that is wider than its box goes on below its hyphen, and not in the middle of a word. */
function breakNames(code: string): string {
  return code.replaceAll(
    /^(\s*(?:participant|actor)\s+\w+\s+as\s+)(\w+-)(\w+)\s*$/gm,
    (line, start, first, rest) => (`${first}${rest}`.length > 11 ? `${start}${first}<br/>${rest}` : line),
  );
}
