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

/** Numbers that people write as a word, each at its own place. */
const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** Numbers with marks between their thousands, with what has to become of the marks. */
const GROUPED: readonly [RegExp, (digits: string) => string][] = [
  [/^\d{1,3}(?:[\s'’_]\d{3})+(?:[.,]\d+)?$/, (digits) => digits.replaceAll(/[\s'’_]/g, '').replace(',', '.')],
  [/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, (digits) => digits.replaceAll(',', '')],
  [/^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/, (digits) => digits.replaceAll('.', '').replace(',', '.')],
];

/**
 * Reads a number as people write it: in digits or, up to twelve, as a word; with a point or a comma before the decimals,
 * with marks between thousands, and with its unit behind it. A duration, whose unit is ms, may have another one; without
 * one it is milliseconds. Undefined where it is no number.
 */
export function readNumber(typed: string, unit?: string): number | undefined {
  return numberReadings(typed, unit)[0];
}

/** Every number that was perhaps meant, the likeliest first: “90,000” is 90 with three decimals, or 90 thousand. */
export function numberReadings(typed: string, unit?: string): number[] {
  const text = typed.trim().toLowerCase().replace(/\.$/, '');
  const [, number = '', name = ''] = /^(\d[\d\s.,'’_]*|\.\d+|[a-z]+)(.*)$/.exec(text) ?? [];
  const factor = factorOf(name.trim(), unit);
  if (factor === undefined) return [];
  return valuesOf(number.trim()).map((value) => value * factor);
}

/** Why a text is no number, in a sentence that says how to write one; undefined where it is one. */
export function numberProblem(typed: string, unit?: string): string | undefined {
  if (numberReadings(typed, unit).length > 0) return undefined;
  const withUnit = unit === undefined ? '' : `, alone or with its unit: “5” or “5 ${unit}”`;
  return `“${typed.trim()}” cannot be read as a number. Write it in digits${withUnit}.`;
}

function valuesOf(number: string): number[] {
  const word = WORDS.indexOf(number);
  if (word >= 0) return [word];
  const decimal = /^(?:\d+|\d*[.,]\d+)$/.test(number) ? [Number(number.replace(',', '.'))] : [];
  const [, plain] = GROUPED.find(([form]) => form.test(number)) ?? [];
  return plain ? [...decimal, Number(plain(number))] : decimal;
}

function factorOf(name: string, unit: string | undefined): number | undefined {
  if (name === '') return 1;
  if (unit === 'ms') return UNITS[name];
  return unit !== undefined && plainUnit(name) === plainUnit(unit) ? 1 : undefined;
}

/** A unit without its plural. */
function plainUnit(name: string): string {
  if (/^per ?cent$/.test(name)) return '%';
  return name.toLowerCase().replaceAll(/\s+/g, ' ').replace(/s$/, '');
}
