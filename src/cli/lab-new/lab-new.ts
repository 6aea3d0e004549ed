import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeLab } from './make-lab.ts';

/** Folders of labs/ that are no labs. */
const RESERVED = ['bookstore', 'stack', 'cluster', 'any'];

/** `npm run lab:new <id>`: makes a lab to begin from and says what to do next; gives the exit code. */
export async function labNew(root: string, argv: readonly string[]): Promise<number> {
  const args = argv.filter((arg) => arg !== '--');
  if (args.includes('--help')) return say(HELP, 0);
  const [id, ...more] = args;
  const problem = refuse(root, id, more);
  if (problem !== undefined || id === undefined) {
    console.error(problem);
    return 64;
  }
  const files = await makeLab(join(root, 'labs'), id);
  return say(next(id, files), 0);
}

function refuse(root: string, id: string | undefined, more: readonly string[]): string | undefined {
  if (id === undefined) return 'Which id should the lab have? For example: npm run lab:new -- lost-headers';
  if (more.length > 0) return `One id at a time, not “${[id, ...more].join(' ')}”. Ids hold no spaces.`;
  if (!/^[a-z][a-z0-9-]*$/.test(id))
    return `“${id}” is no id: lower-case letters, digits and hyphens, a letter first. For example: lost-headers`;
  if (RESERVED.includes(id))
    return `“${id}” is not free: the folder labs/${id} is something else than a lab.`;
  if (existsSync(join(root, 'labs', id)))
    return `labs/${id} is there already, and nothing was changed. Choose another id, or remove that folder.`;
  return undefined;
}

function next(id: string, files: readonly string[]): string {
  return `Made labs/${id}: a small lab that runs, is graded and proved as it is.

${files.map((file) => `  labs/${id}/${file}`).join('\n')}

Turn it into yours, in this order; CONTRIBUTING.md says more:
  1. See it proved. The stack stays up for the next call.
       npm run prove -- --lab ${id} --keep
  2. lab.yaml and start/: what the learner finds and does.
  3. solution/, alternatives/ and mistakes/: right and wrong answers, before the check.
  4. checks.ts and findings.yaml: choose diagnoses from the table in docs/labs.md.
  5. See what is missing or leads nowhere, and prove it until it ends with “0 wrong”.
       npm run check
       npm run prove -- --lab ${id} --keep
       npm run prove -- --stop
  6. Keep what the checks saw, so that unit tests judge it without a stack.
       npm run observe -- --lab ${id}
  7. Add “${id}” to labs: of a chapter, and <Step lab="${id}" step="…" /> to its text.
`;
}

const HELP = `npm run lab:new -- ID

Makes labs/ID: lab.yaml, findings.yaml, checks.ts, and folders of right and wrong
answers, small but complete. It refuses an id that is taken. Nothing else is changed.
`;

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
