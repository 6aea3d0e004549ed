/** Colours for a terminal. On plain output every one of them gives its text back. */
export type Paint = Record<Colour, (text: string) => string>;
export type Colour = keyof typeof CODES;

// Of the sixteen that a terminal's theme defines, so that they are legible on light and dark ground alike.
const CODES = {
  bold: ['1', '22'],
  dim: ['90', '39'],
  red: ['31', '39'],
  green: ['32', '39'],
  yellow: ['33', '39'],
  blue: ['34', '39'],
  magenta: ['35', '39'],
  cyan: ['36', '39'],
  plain: ['', ''],
} as const;

/** Makes the colours, or their silent stand-ins. */
export function createPaint(colours: boolean): Paint {
  const paint = (name: Colour) => (text: string) => {
    const [on, off] = CODES[name];
    return colours && on && text ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  };
  return Object.fromEntries(Object.keys(CODES).map((name) => [name, paint(name as Colour)])) as Paint;
}

/** Whether output may have colours: in a terminal that shows them, unless the user said otherwise. */
export function wantsColours(env: Record<string, string | undefined>, terminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0';
  return terminal && env['TERM'] !== 'dumb';
}
