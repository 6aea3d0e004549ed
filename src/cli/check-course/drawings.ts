import { drawingsOf, isCurrent } from '../diagrams/course-diagrams.ts';
import { lostDrawings } from '../diagrams/lost-drawings.ts';
import type { CourseTree } from './course-tree.ts';
import type { CheckProblem } from './problem.ts';

const AGAIN = 'npm run diagrams';

/** Every diagram is drawn as its chapter has it now, and no two of a chapter share a title, which names the file. */
export async function drawings({ root, chapters }: CourseTree): Promise<CheckProblem[]> {
  const all = chapters.flatMap(({ file, page }) => drawingsOf(file, page));
  const problems: CheckProblem[] = [];
  for (const drawing of all) {
    const { page, line, title, file } = drawing;
    const first = all.find((one) => one.file === file);
    if (first !== drawing)
      problems.push({
        ...{ file: page, line, what: `Two diagrams have the title “${title}”` },
        next: 'give each an accTitle of its own: the drawing’s file is named by it',
      });
    else if (
      !problems.some((one) => one.file === page && one.line === line) &&
      !(await isCurrent(root, drawing))
    )
      problems.push({
        file: page,
        line,
        what: `The diagram “${title}” is not drawn as it is now`,
        next: AGAIN,
      });
  }
  const lost = await lostDrawings(root, all);
  return [
    ...problems,
    ...lost.map((file) => ({ file, what: 'No diagram belongs to this drawing', next: AGAIN })),
  ];
}
