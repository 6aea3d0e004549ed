import { parseArgs } from 'node:util';

/** What `npm run record` was asked to do. */
export interface RecordOptions {
  lab?: string;
  chapter?: string;
  state?: string;
  help: boolean;
}

export const HELP = `npm run record -- [options]

Runs on a real bench what chapters and labs show to readers without one: the
commands that recordings.yaml of a chapter lists, and of each lab the commands
of its steps and the check of its solutions. Keeps it in recorded.json beside
them. Record again after you change one of these or the Bookstore.

  --lab ID        only this lab
  --chapter SLUG  only this chapter
  --state DIR     state folder to use
  --help          this text
`;

/** Reads the arguments of `npm run record`; a string says what is wrong with them. */
export function readOptions(argv: readonly string[]): RecordOptions | string {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: { lab: text, chapter: text, state: text, help: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    return `${(error as Error).message.split('. To specify')[0]}.\nSee npm run record -- --help for what it takes.`;
  }
}
