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
  /** Seed of a random order; absent for the order of the labs. */
  seed?: number;
  /** Also what was proved before with the same files, checks and engine. */
  all: boolean;
  /** Only the starts and solutions of each lab and two of its mistakes. */
  sample: boolean;
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
  --sample         starts, solutions and two mistakes a lab; which mistakes,
                   the commit decides, so that over time all are met
  --answer DIR     grade the files in DIR, laid over the start of the step
                   (exit 0 pass, 1 fail, 2 inconclusive, 3 broken)
  --json           with --answer: print {lab, step, verdict} on standard
                   output, and everything else on standard error
  --keep           leave the stack running for the next call
  --stop           end a stack that was kept
  --repeat N       grade each state N times, and say where two verdicts differ;
                   leaves nothing out, and nor does a random order
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
        random: flag,
        seed: text,
        ...RUNTIME_FLAGS,
        all: flag,
        sample: flag,
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
    random,
    seed: wantedSeed,
    lab,
    step,
    answer,
    state,
    all,
    sample,
    json,
    keep,
    stop,
    host,
    help,
    ...flags
  } = values;
  const options = { lab, step, answer, state, all, sample, json, keep, stop, host, help };
  const runtime = chooseRuntime(flags, process.env);
  const times = Number(repeat);
  if (typeof runtime === 'string') return wrong(runtime);
  if (!/^\d+$/.test(repeat) || times < 1 || times > 1000)
    return wrong(`--repeat must be a number from 1 to 1000, not “${repeat}”`);
  if (wantedSeed !== undefined && !/^\d{1,9}$/.test(wantedSeed))
    return wrong(`--seed must be a number that --random has said, not “${wantedSeed}”`);
  const seed = wantedSeed === undefined ? random && newSeed() : Number(wantedSeed);
  if (options.answer !== undefined && !options.lab)
    return wrong('--answer needs --lab, to know what the answer is to');
  if (options.step !== undefined && !options.lab) return wrong('--step needs --lab');
  if (options.json && options.answer === undefined) return wrong('--json needs --answer');
  if (options.sample && options.answer !== undefined) return wrong('--sample is for proofs without --answer');
  // A cluster has one bench of a learner: a second proof must find the first, not take a folder beside it.
  if (runtime.name === 'kind') options.state ??= proofFolder(undefined, 'kind');
  return { ...options, runtime, repeat: times, ...(seed !== false && { seed }) };
}

function newSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}

function wrong(problem: string): string {
  return `${problem}.\nSee npm run prove -- --help for what it takes.`;
}
