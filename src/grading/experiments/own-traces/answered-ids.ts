/** Digits below which a number is taken for something else; a trace id begins with as many zeros once in four billion. */
const LEAST_DIGITS = 24;
const DIGITS = 32;

/**
 * Reads a trace id as people write one: in capitals, with the dashes of a UUID, with `0x` in front, inside of a traceparent
 * header, or without its leading zeros, as Tempo's search gives it. Undefined for anything else.
 */
export function readTraceId(text: string): string | undefined {
  const plain = text.trim().toLowerCase();
  const inHeader = /^(?:traceparent:\s*)?[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}(?:-|$)/.exec(plain)?.[1];
  const digits = inHeader ?? plain.replace(/^0x/, '').replaceAll('-', '');
  return /^[0-9a-f]{1,32}$/.test(digits) ? digits.padStart(DIGITS, '0') : undefined;
}

/** Every trace id among the answers of a step, in their order, each once. What is too short for a trace id is left out. */
export function traceIdsIn(answers: Readonly<Record<string, unknown>>): string[] {
  const ids = textsIn(answers).flatMap((text) => readTraceId(text) ?? []);
  return [...new Set(ids)].filter((id) => id.replace(/^0+/, '').length >= LEAST_DIGITS);
}

/** An answer may be a text, or a group of texts. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
