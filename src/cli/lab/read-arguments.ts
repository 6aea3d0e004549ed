import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';
import { type Failure, problems } from './server/problems.ts';
import type { GivenArguments, Subcommand } from './subcommand.ts';

/** What the learner typed after `lab`: a subcommand with what belongs to it, a wish for help, or what is wrong with it. */
export type Reading =
  | { ok: true; subcommand: Subcommand; args: GivenArguments }
  | { ok: true; help: Subcommand | undefined }
  | Failure;

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** Reads the arguments. An unknown subcommand is answered with the nearest one, never run as if it were that. */
export function readArguments(argv: readonly string[], subcommands: readonly Subcommand[]): Reading {
  const [name = 'help', ...rest] = argv;
  if (['help', '--help', '-h'].includes(name)) return readHelp(rest[0], subcommands);
  const subcommand = subcommands.find((known) => known.name === name);
  if (!subcommand) return unknown(name, subcommands);
  let read: GivenArguments;
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...HELP, ...subcommand.flags },
      allowPositionals: true,
    });
    read = { arguments: positionals, flags: values };
  } catch (error) {
    const what = (error as Error).message.split('. To specify')[0]!;
    return problems.usage(`${what.replace(/\.$/, '')}.`, usage(subcommand));
  }
  if (read.flags['help']) return { ok: true, help: subcommand };
  const [min, max] = subcommand.count;
  if (read.arguments.length < min)
    return problems.usage(
      `lab ${name} needs ${subcommand.takes.split(' ')[read.arguments.length]}.`,
      usage(subcommand),
    );
  if (read.arguments.length > max) {
    return problems.usage(`lab ${name} does not take “${read.arguments[max]}”.`, usage(subcommand));
  }
  return { ok: true, subcommand, args: read };
}

function readHelp(name: string | undefined, subcommands: readonly Subcommand[]): Reading {
  const subcommand = subcommands.find((known) => known.name === name);
  return name === undefined || subcommand ? { ok: true, help: subcommand } : unknown(name, subcommands);
}

function unknown(name: string, subcommands: readonly Subcommand[]): Failure {
  const meant = nearest(name, [...subcommands.map((subcommand) => subcommand.name), 'help']);
  const next = meant ? `Did you mean lab ${meant}?` : 'lab help lists what there is.';
  return problems.usage(`There is no lab ${name}.`, next);
}

function usage({ name, takes }: Subcommand): string {
  return `It goes: ${`lab ${name} ${takes}`.trim()}`;
}
