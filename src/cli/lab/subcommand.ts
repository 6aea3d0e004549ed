import type { Bench } from './server/bench.ts';

/** One subcommand, as in `lab check`. */
export interface Subcommand {
  name: string;
  /** What may follow it, as help shows it. */
  takes: string;
  summary: string;
  /** What the help of this subcommand alone says besides, a sentence each. */
  more?: readonly string[];
  /** At least and at most so many arguments. */
  count: readonly [number, number];
  flags: Readonly<Record<string, Flag>>;
  /** Loaded only when it is asked for: each subcommand must start quickly. */
  load(): Promise<Run>;
}

export interface Flag {
  type: 'boolean' | 'string';
  short?: string;
  /** Whether it may be given more than once. */
  multiple?: boolean;
}

/** Does what the subcommand says; gives the exit code. */
export type Run = (args: GivenArguments, bench: Bench) => Promise<number>;

export interface GivenArguments {
  arguments: readonly string[];
  flags: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}
