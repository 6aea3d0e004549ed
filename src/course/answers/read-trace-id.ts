import type { TraceAnswer } from './answer.ts';

/**
 * Reads a trace id as people have it at hand: in capitals, with the dashes of a UUID or a 0x before it, inside a
 * traceparent header, or without the zeros at its beginning, which Tempo's search leaves out.
 */
export function readTraceId(typed: string): TraceAnswer {
  const text = typed.trim().toLowerCase();
  const [, inHeader] = /(?:^|[^0-9a-f])[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}(?![0-9a-f])/.exec(text) ?? [];
  const digits =
    inHeader ??
    text
      .replaceAll(/^["'`]|["'`]$/g, '')
      .replace(/^0x/, '')
      .replaceAll('-', '');
  const isId = /^[0-9a-f]{1,32}$/.test(digits) && !/^0+$/.test(digits);
  return { kind: 'trace', typed, digits, ...(isId && { value: digits.padStart(32, '0') }) };
}
