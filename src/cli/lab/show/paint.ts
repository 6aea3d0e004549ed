import { styleText } from 'node:util';

/** Colours for a terminal. On plain output every one of them gives its text back. */
export type Paint = Record<Colour, (text: string) => string>;
export type Colour = keyof typeof FORMATS;

// Of the sixteen that a terminal's theme defines, so that they are legible on light and dark ground alike. Node's own
// `dim` is no colour and ends bold text with itself, so that gray stands for it.
const FORMATS = {
  bold: 'bold',
  dim: 'gray',
  red: 'red',
  green: 'green',
  yellow: 'yellow',
  blue: 'blue',
  magenta: 'magenta',
  cyan: 'cyan',
  plain: 'none',
} as const;

/** Makes the colours, or their silent stand-ins. */
export function createPaint(colours: boolean): Paint {
  const paint = (name: Colour) => (text: string) =>
    // Whether there are colours was decided for the command's own output, which need not be this process's.
    colours && text ? styleText(FORMATS[name], text, { validateStream: false }) : text;
  return Object.fromEntries(Object.keys(FORMATS).map((name) => [name, paint(name as Colour)])) as Paint;
}

/** Whether output may have colours: in a terminal that shows them, unless the user said otherwise. */
export function wantsColours(env: Record<string, string | undefined>, terminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0';
  return terminal && env['TERM'] !== 'dumb';
}
