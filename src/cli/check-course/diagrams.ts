import { requireDescription } from '#course/prose/require-description.ts';
import type { CourseTree } from './course-tree.ts';
import { fencesOf } from './page/page-parts.ts';
import type { CheckProblem } from './problem.ts';

/** Mermaid can draw every diagram, and each has words for readers who cannot see it. */
export async function diagrams({ chapters }: CourseTree): Promise<CheckProblem[]> {
  const fences = chapters.flatMap(({ file, page }) =>
    fencesOf(page)
      .filter(({ language }) => language === 'mermaid')
      .map((fence) => ({ ...fence, file })),
  );
  if (fences.length === 0) return [];
  const parse = await mermaidParser();
  const problems: CheckProblem[] = [];
  for (const { file, line, code } of fences) {
    const wrong = await parse(code);
    if (wrong)
      problems.push({
        file,
        line: line + wrong.line - 1,
        what: `Mermaid cannot read the diagram: ${wrong.message}`,
        next: 'correct that line; https://mermaid.js.org/intro/ has the syntax',
      });
    try {
      requireDescription(code, file);
    } catch (error) {
      const [what = ''] = (error as Error).message.split(' (');
      problems.push({ file, line, what, next: 'add accTitle: and accDescr: after the diagram’s first line' });
    }
  }
  return problems;
}

/** Mermaid's own parser; gives what is wrong and the line within the diagram. */
async function mermaidParser() {
  const { default: mermaid } = await import('mermaid');
  // It cleans every text with DOMPurify, which does nothing without a browser. Only the grammar is asked here.
  const cleaner = 'dompurify';
  const { default: purify } = (await import(cleaner)) as { default: object };
  Object.assign(purify, { addHook() {}, sanitize: (text: string) => text });
  return async (code: string): Promise<{ message: string; line: number } | undefined> => {
    try {
      await mermaid.parse(code);
      return undefined;
    } catch (error) {
      const { message } = error as Error;
      const lines = message.trim().split('\n');
      const line = Number(/on line (\d+)/.exec(message)?.[1] ?? 1);
      // Of a grammar's error the last line says what was expected, the second shows the place.
      return { message: (lines.length > 1 ? `${lines[1]} ${lines.at(-1)}` : message).trim(), line };
    }
  };
}
