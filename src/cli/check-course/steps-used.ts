import type { CourseTree } from './course-tree.ts';
import { placeOf } from './line-of.ts';
import { tagsOf } from './page/tags.ts';
import type { CheckProblem } from './problem.ts';

/** Chapters name labs, steps and commands that exist. */
export function stepsUsed({ root, chapters, labs }: CourseTree): CheckProblem[] {
  const known = (id: string) => labs.find((lab) => lab.id === id);
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(', ') || 'none';
  return chapters.flatMap((folder) => {
    const { file, chapter } = folder;
    const ofFrontMatter = (chapter?.labs ?? []).flatMap((id, index) =>
      known(id)
        ? []
        : [
            {
              file,
              line: frontMatterLine(`${root}/${file}`, ['labs', index]),
              what: `The front matter names lab “${id}”, which does not exist. Labs: ${ids(labs)}`,
              next: `correct the id, or make the lab: npm run lab:new -- ${id}`,
            },
          ],
    );
    const ofTags = tagsOf(folder.page, 'Step', 'Run').flatMap(({ name, attributes, line }) => {
      const { lab: id = '', step = '', command } = attributes;
      const problem = (what: string, next: string) => [{ file, line, what: `<${name}>: ${what}`, next }];
      const lab = known(id);
      if (!lab) return problem(`there is no lab “${id}”. Labs: ${ids(labs)}`, 'correct lab="…"');
      if (chapter && !chapter.labs.includes(id))
        return problem(`lab “${id}” is not in the chapter’s front matter`, `add it there: labs: [${id}]`);
      if (!lab.lab) return [];
      const found = lab.lab.steps.find((one) => one.id === step);
      if (!found)
        return problem(
          `lab “${id}” has no step “${step}”. Steps: ${ids(lab.lab.steps)}`,
          'correct step="…", or the id in lab.yaml',
        );
      if (name === 'Step' || found.commands.some((one) => one.id === command)) return [];
      return problem(
        `step “${step}” has no command “${command ?? ''}”. Commands: ${ids(found.commands)}`,
        'correct command="…", or the id in lab.yaml',
      );
    });
    return [...ofFrontMatter, ...ofTags];
  });
}

function frontMatterLine(file: string, path: readonly PropertyKey[]): number | undefined {
  // The opening --- is read as the start of a document, so that lines count from the top of the file.
  return placeOf(file, path).line;
}
