import { parseArgs } from 'node:util';

/** What `npm run observe` was asked to do. */
export interface ObserveOptions {
  lab?: string;
  only?: string;
  state?: string;
  missing: boolean;
  help: boolean;
}

export const HELP = `npm run observe -- [options]

Runs the states of every lab, and the faulty Bookstores of tests/fixtures/shops,
on the real stack, and keeps what the checks saw in tests/fixtures/observations.
Unit tests judge these observations without a stack. Observe again after you
change an answer, a check's probes or the Bookstore.

  --lab ID      only this lab; "shops" means the faulty Bookstores
  --only TEXT   only states whose name contains this text
  --missing     only states that have no observation of their files as they are
                now, such as those that a busy machine broke
  --state DIR   state folder to use
  --help        this text
`;

/** Reads the arguments of `npm run observe`; a string says what is wrong with them. */
export function readOptions(argv: readonly string[]): ObserveOptions | string {
  const text = { type: 'string' } as const;
  const off = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: { lab: text, only: text, state: text, missing: off, help: off },
    }).values;
  } catch (error) {
    return `${(error as Error).message.split('. To specify')[0]}.\nSee npm run observe -- --help for what it takes.`;
  }
}
