import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';
import { type Failure, problems } from './server/problems.ts';
import type { Given, Subcommand } from './subcommand.ts';

/** What the learner typed after `lab`: a word with what belongs to it, a wish for help, or what is wrong with it. */
export type Reading =
  | { ok: true; word: Subcommand; given: Given }
  | { ok: true; help: Subcommand | undefined }
  | Failure;

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/** Reads the arguments. An unknown word is answered with the nearest one, never run as if it were that. */
export function readArguments(argv: readonly string[], vocabulary: readonly Subcommand[]): Reading {
  const [name = 'help', ...rest] = argv;
  if (['help', '--help', '-h'].includes(name)) return readHelp(rest[0], vocabulary);
  const word = vocabulary.find((known) => known.name === name);
  if (!word) return unknown(name, vocabulary);
  let read: Given & { flags: { help?: boolean } };
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...HELP, ...word.flags },
      allowPositionals: true,
    });
    read = { arguments: positionals, flags: values };
  } catch (error) {
    const what = (error as Error).message.split('. To specify')[0]!;
    return problems.usage(`${what.replace(/\.$/, '')}.`, usage(word));
  }
  if (read.flags.help) return { ok: true, help: word };
  const [least, most] = word.count;
  if (read.arguments.length < least)
    return problems.usage(`lab ${name} needs ${word.takes.split(' ')[0]}.`, usage(word));
  if (read.arguments.length > most) {
    return problems.usage(`lab ${name} does not take “${read.arguments[most]}”.`, usage(word));
  }
  return { ok: true, word, given: read };
}

function readHelp(name: string | undefined, vocabulary: readonly Subcommand[]): Reading {
  const word = vocabulary.find((known) => known.name === name);
  return name === undefined || word ? { ok: true, help: word } : unknown(name, vocabulary);
}

function unknown(name: string, vocabulary: readonly Subcommand[]): Failure {
  const meant = nearest(name, [...vocabulary.map((word) => word.name), 'help']);
  const next = meant ? `Did you mean lab ${meant}?` : 'lab help lists what there is.';
  return problems.usage(`There is no lab ${name}.`, next);
}

function usage({ name, takes }: Subcommand): string {
  return `It goes: ${`lab ${name} ${takes}`.trim()}`;
}
