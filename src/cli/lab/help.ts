import type { Bench } from './server/bench.ts';
import { wrap } from './show/wrap.ts';
import type { Subcommand } from './subcommand.ts';

/** The text of `lab help`, or of one subcommand. */
export function help(
  subcommands: readonly Subcommand[],
  wanted: Subcommand | undefined,
  { paint, width }: Pick<Bench, 'paint' | 'width'>,
): string {
  const line = Math.min(width, WIDEST);
  if (wanted) {
    const texts = [sentence(wanted.summary), ...(wanted.more ?? [])];
    return `${paint.bold(usage(wanted))}\n\n${texts.map((text) => `  ${wrap(text, line - 2, '  ')}`).join('\n')}`;
  }
  const column = Math.max(...subcommands.map((known) => usage(known).length));
  const hang = ' '.repeat(column + 4);
  const lines = subcommands.map((known) => {
    const name = usage(known);
    const text = wrap(known.summary, line - hang.length).replaceAll('\n', `\n${hang}`);
    return `  ${paint.bold(name)}${' '.repeat(column - name.length)}  ${text}`;
  });
  const codes = EXITS.map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`);
  return [
    wrap('Works on the lab from this terminal, as the page does; each shows what the other does.', line),
    '',
    ...lines,
    '',
    wrap('A step is named by its id or its number. Without one, the step you are at is meant.', line),
    '',
    'Exit codes:',
    ...codes,
  ].join('\n');
}

const WIDEST = 100;

const EXITS = [
  ['0', 'done; of check: passed'],
  ['1', 'not yet: the verdict names what is missing; or refused'],
  ['2', 'not enough evidence'],
  ['3', 'bench trouble'],
  ['64', 'not understood'],
  ['66', 'there is no such thing, such as a trace'],
  ['69', 'the server does not answer'],
  ['75', 'not now: the bench starts, or another check runs'],
  ['77', 'the token is not accepted'],
  ['130', 'ended by Ctrl-C'],
] as const;

function usage({ name, takes }: Subcommand): string {
  return `lab ${name} ${takes}`.trim();
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
