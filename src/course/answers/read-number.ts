/** Milliseconds of each unit that a duration may be typed in. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  sec: 1_000,
  min: 60_000,
};

/**
 * Reads a number as people write it: with a point or a comma before the decimals, with spaces between thousands, and, where
 * it is a duration, with a unit behind it; without one it is milliseconds. Undefined where it is no number.
 */
export function readNumber(typed: string, unit?: 'ms'): number | undefined {
  const text = typed.trim().toLowerCase();
  const [, digits, name = ''] = /^(\d[\d\s.,]*?)\s*([a-zµμ]*)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const factor = name === '' ? 1 : unit && UNITS[name];
  const joined = digits.replaceAll(/(?<=\d)\s(?=\d{3}(?!\d))/g, '');
  if (!factor || !/^\d+([.,]\d+)?$/.test(joined)) return undefined;
  return Number(joined.replace(',', '.')) * factor;
}
