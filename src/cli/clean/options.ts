import { parseArgs } from 'node:util';

export interface CleanOptions {
  help: boolean;
  yes: boolean;
  all: boolean;
  clusters: boolean;
}

export const HELP = `npm run clean -- [options]

Shows what Spanwise keeps on this machine and removes it after asking: built
tools, built pages, images in Docker, and the data of every instance. Learners'
files, attempts and verdicts stay.

  --all       remove the learners' files, attempts and verdicts too
  --clusters  remove the kind clusters too that Spanwise made here
  --yes       do not ask
  --help      this text
`;

/** Reads the arguments of `npm run clean`; a string says what is wrong with them. */
export function readOptions(argv: readonly string[]): CleanOptions | string {
  try {
    const option = { type: 'boolean', default: false } as const;
    return parseArgs({
      args: [...argv],
      options: { help: option, yes: option, all: option, clusters: option },
    }).values;
  } catch (error) {
    return `${(error as Error).message.split('. To specify')[0]}\nSee npm run clean -- --help for what it takes.`;
  }
}
