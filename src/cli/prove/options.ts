import { parseArgs } from 'node:util';
import { chooseRuntime, RUNTIME_FLAGS, RUNTIME_HELP, type RuntimeChoice } from '#runtimes/choice.ts';
import { proofFolder } from './stack.ts';

/** What `npm run prove` was asked to do. */
export interface ProveOptions {
  lab?: string;
  step?: string;
  answer?: string;
  state?: string;
  runtime: RuntimeChoice;
  repeat: number;
  /** A test of endurance with so many checks in a row; absent for a proof. */
  times?: number;
  /** Every core is kept busy in the second half of it. */
  busy: boolean;
  /** Seed of a random order; absent for the order of the labs. */
  seed?: number;
  /** Also what was proved before with the same files, checks and engine. */
  all: boolean;
  /** Only the starts and solutions of each lab, two of its mistakes and two of its alternatives. */
  sample: boolean;
  /** Only one step of every second lab. */
  'small-sample': boolean;
  json: boolean;
  keep: boolean;
  stop: boolean;
  help: boolean;
  /** Internal: be the process that keeps the stack running. */
  host: boolean;
}

/** The way the command was called cannot be right. */
export const USAGE_EXIT = 64;

export const HELP = `npm run prove -- [options]

Without --answer: proves every lab on the real stack. The start of a step must
fail, its solution and alternatives must pass, and each mistake must give
exactly its finding. Ends with "proved: N states, M wrong"; exit 1 if M > 0.
A state that was proved on this machine within 30 days, with the same files,
checks and engine, is left out and counted apart.

  --lab ID         only this lab
  --step ID        only this step; with --answer the last one by default
  --all            also what was proved before
  --sample         starts, solutions, two mistakes and two alternatives a lab;
                   which, the commit decides, so that over time all are met
  --small-sample   one step of every second lab: its start and solution, one
                   mistake and one alternative, chosen likewise
  --answer DIR     grade the files in DIR, laid over the start of the step
                   (exit 0 pass, 1 fail, 2 inconclusive, 3 broken)
  --json           with --answer: print {lab, step, verdict} on standard
                   output, and everything else on standard error
  --keep           leave the stack running for the next call
  --stop           end a stack that was kept
  --repeat N       grade each state N times, and say where two verdicts differ;
                   leaves nothing out, and nor does a random order
  --times N        a test of endurance instead of a proof: N checks of right and
                   wrong answers by turns, in a random order, with counts and times
                   (exit 1 where a verdict was false, 2 where only some were broken
                   or inconclusive)
  --busy           with --times: in the second half every core is kept busy
  --random         grade the states in a random order; says the seed
  --seed N         the order of an earlier --random
  --state DIR      state folder to use
  --help           this text
${RUNTIME_HELP}`;

/** Reads the arguments of `npm run prove`; a string says what is wrong with them. */
export function readOptions(argv: readonly string[]): ProveOptions | string {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  let values: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({
      args: [...argv],
      options: {
        lab: text,
        step: text,
        answer: text,
        state: text,
        repeat: { ...text, default: '1' },
        times: text,
        busy: flag,
        random: flag,
        seed: text,
        ...RUNTIME_FLAGS,
        all: flag,
        sample: flag,
        'small-sample': flag,
        json: flag,
        keep: flag,
        stop: flag,
        host: flag,
        help: flag,
      },
    }).values;
  try {
    values = parse();
  } catch (error) {
    return wrong((error as Error).message.split('. To specify')[0]!);
  }
  const {
    repeat,
    times,
    random,
    seed: wantedSeed,
    lab,
    step,
    answer,
    state,
    all,
    sample,
    'small-sample': small,
    json,
    keep,
    stop,
    host,
    help,
    busy,
    ...flags
  } = values;
  const options = {
    ...{ lab, step, answer, state, busy, all, sample, 'small-sample': small, json, keep, stop, host, help },
  };
  const runtime = chooseRuntime(flags, process.env);
  const problem = typeof runtime === 'string' ? runtime : problemOf(values);
  if (typeof runtime === 'string' || problem !== undefined) return wrong(problem!);
  const seed = wantedSeed === undefined ? random && newSeed() : Number(wantedSeed);
  // A cluster has one bench of a learner: a second proof must find the first, not take a folder beside it.
  if (runtime.name === 'kind') options.state ??= proofFolder(undefined, 'kind');
  return {
    ...{ ...options, runtime, repeat: Number(repeat) },
    ...(times !== undefined && { times: Number(times) }),
    ...(seed !== false && { seed }),
  };
}

/** Chooses the seed of a random order. */
export function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}

interface Given {
  repeat: string;
  times?: string | undefined;
  busy: boolean;
  seed?: string | undefined;
  lab?: string | undefined;
  step?: string | undefined;
  answer?: string | undefined;
  json: boolean;
  sample: boolean;
  'small-sample': boolean;
}

/** What cannot be meant by these options together. */
function problemOf({
  repeat,
  times,
  busy,
  seed,
  lab,
  step,
  answer,
  json,
  sample,
  'small-sample': small,
}: Given): string | undefined {
  if (!isCount(repeat, 1000)) return `--repeat must be a number from 1 to 1000, not “${repeat}”`;
  if (times !== undefined && !isCount(times, 10_000))
    return `--times must be a number from 1 to 10000, not “${times}”`;
  if (busy && times === undefined) return '--busy is for --times';
  if (times !== undefined && (answer !== undefined || repeat !== '1'))
    return '--times draws answers by itself: neither --answer nor --repeat goes with it';
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    return `--seed must be a number that --random has said, not “${seed}”`;
  if (answer !== undefined && !lab) return '--answer needs --lab, to know what the answer is to';
  if (step !== undefined && !lab) return '--step needs --lab';
  if (json && answer === undefined) return '--json needs --answer';
  if ((sample || small) && answer !== undefined)
    return `--${sample ? 'sample' : 'small-sample'} is for proofs without --answer`;
  if (sample && small) return '--sample and --small-sample are two choices';
  return undefined;
}

function isCount(text: string, most: number): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}

function wrong(problem: string): string {
  return `${problem}.\nSee npm run prove -- --help for what it takes.`;
}
