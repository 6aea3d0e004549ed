import { parseArgs } from 'node:util';
import { answerFolders } from './answer-folders.ts';
import { listAnswers } from './list-answers.ts';
import { recordAnswers } from './record-answers.ts';
import { updateAnswers } from './update-answers.ts';

const HELP = `npm run answers -- [options]

Answers are whole files laid over the Bookstore or a lab's start. This compares each
with the file it replaces: in how many places they differ, and whether that file has
changed since the answer was made from it. Exit 1 where something is left to do.

  --update     merge into stale answers what changed in the files they replace
  --record     note that every answer fits the files as they are now, without merging
  --lab ID     only this lab; “shops” means the faulty Bookstores of the tests
  --help       this text
`;

const USAGE_EXIT = 64;

/** `npm run answers`: does what its arguments say; gives the exit code. */
export async function compareAnswers(
  root: string,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    console.error(options);
    return USAGE_EXIT;
  }
  if (options.help) return say(HELP, 0);
  const folders = await answerFolders(root, options.lab);
  if (folders.length === 0) {
    console.error(`There is no lab “${options.lab}” with answers.`);
    return USAGE_EXIT;
  }
  if (options.record) {
    for (const folder of folders)
      console.log(`${folder.name}: ${await recordAnswers(folder)} entries new or changed`);
  }
  if (options.update) {
    const left = await updateAnswers({ root, lab: options.lab, say: console.log, signal });
    if (left > 0) return say(`\n${left} answers are left for you.`, 1);
  }
  return listAnswers(await answerFolders(root, options.lab), signal);
}

function readOptions(argv: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const options = { lab: { type: 'string' }, update: flag, record: flag, help: flag } as const;
    const { values } = parseArgs({ args: [...argv], options });
    if (!values.update || !values.record) return values;
    return 'Either --update or --record.\nSee npm run answers -- --help for what it takes.';
  } catch (error) {
    return `${(error as Error).message.split('. To specify')[0]}.\nSee npm run answers -- --help for what it takes.`;
  }
}

function say(text: string, code: number): number {
  console.log(text);
  return code;
}
