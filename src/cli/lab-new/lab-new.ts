import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { kindsOfLabs, makeLab, TEMPLATES } from './make-lab.ts';
import { HELP, readOptions } from './options.ts';

/** Folders of labs/ that are no labs, and the name that stands for all steps or labs. */
const RESERVED = ['bookstore', 'stack', 'cluster', TEMPLATES, 'any'];

const USAGE_EXIT = 64;

/** `npm run lab:new`: makes a lab to begin from and says what to do next; gives the exit code. */
export async function labNew(root: string, argv: readonly string[]): Promise<number> {
  const labsFolder = join(root, 'labs');
  const options = readOptions(argv, await kindsOfLabs(labsFolder));
  if (options === 'help') return say(HELP, 0);
  const problem = 'problem' in options ? options.problem : taken(root, options.id);
  if (problem !== undefined || 'problem' in options) {
    console.error(problem);
    return USAGE_EXIT;
  }
  const { id, kind } = options;
  return say(next(id, kind, await makeLab(labsFolder, id, kind)), 0);
}

/** How a lab of each kind is judged. */
const JUDGES: Record<string, string> & { own: string } = {
  checkout: 'choose diagnoses from the table in docs/labs.md.',
  own: 'diagnoses of its own in findings/, over what its experiment sees; docs/labs.md says what that is.',
};

function taken(root: string, id: string): string | undefined {
  if (RESERVED.includes(id))
    return `“${id}” is not free: the folder labs/${id} is something else than a lab.`;
  if (existsSync(join(root, 'labs', id)))
    return `labs/${id} is there already, and nothing was changed. Choose another id, or remove that folder.`;
  return undefined;
}

function next(id: string, kind: string, files: readonly string[]): string {
  return `Made labs/${id}: a small lab that runs, is graded and proved as it is.

${files.map((file) => `  labs/${id}/${file}`).join('\n')}

Turn it into yours, in this order; CONTRIBUTING.md says more:
  1. See it proved. The stack stays up for the next call.
       npm run prove -- --lab ${id} --keep
  2. lab.yaml and start/: what the learner finds and does.
  3. solution/, alternatives/ and mistakes/: right and wrong answers, before the check.
     A step's id is also the name of folders there, and stands in checks.ts and findings.yaml.
       npm run answers -- --lab ${id} --record
  4. checks.ts and findings.yaml: ${JUDGES[kind] ?? JUDGES.own}
  5. See what is missing or leads nowhere, and prove it until it ends with “0 wrong”.
       npm run check
       npm run prove -- --lab ${id} --keep
       npm run prove -- --lab ${id} --times 50 --busy
       npm run prove -- --stop
  6. Keep what the checks saw, so that unit tests judge it without a stack.
       npm run observe -- --lab ${id}
       npm run verify
  7. Keep what readers without a bench are shown.
       npm run record -- --lab ${id}
  8. Add “${id}” to labs: of a chapter, and <Step lab="${id}" step="…" /> to its text.
`;
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
