import type { Bench } from './server/bench.ts';

/** One word of the command, as in `lab check`. */
export interface Subcommand {
  name: string;
  /** What may follow it, as help shows it. */
  takes: string;
  summary: string;
  /** At least and at most so many arguments. */
  count: readonly [number, number];
  flags: Readonly<Record<string, Flag>>;
  /** Loaded only when it is asked for: each word must start quickly. */
  load(): Promise<Run>;
}

export interface Flag {
  type: 'boolean' | 'string';
  short?: string;
}

/** Does what the word says; gives the exit code. */
export type Run = (given: Given, bench: Bench) => Promise<number>;

export interface Given {
  arguments: readonly string[];
  flags: Readonly<Record<string, string | boolean | undefined>>;
}
