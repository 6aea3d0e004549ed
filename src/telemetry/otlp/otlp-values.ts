import { z } from 'zod';
import { hexOf } from '../trace/hex.ts';
import type { Attributes, AttributeValue, Span, SpanKind } from '../trace/span.ts';

const KINDS: SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: Span['status'][] = ['unset', 'ok', 'error'];

const AnyValue = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
  bytesValue: z.string().optional(),
  arrayValue: z.object({ values: z.array(z.unknown()).default([]) }).optional(),
  kvlistValue: z.unknown().optional(),
});

/** Ids arrive in hex or, from Tempo, in base64; they leave in lower-case hex. */
export function decodeId(text: string, digits: 16 | 32): string {
  if (text.length === digits && /^[0-9a-fA-F]+$/.test(text)) return text.toLowerCase();
  return hexOf(bytesOf(text));
}

/** Decodes base64, also in its form for addresses; what is no digit of it is skipped, since a wrong id must not hide a trace. */
function bytesOf(base64: string): Uint8Array {
  const digits = base64
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replaceAll(/[^A-Za-z0-9+/]/g, '');
  // A single digit after the last group of four is less than a byte, which atob refuses.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return Uint8Array.from(atob(whole), (character) => character.charCodeAt(0));
}

/** Reads a list of OTLP attributes. */
export function decodeAttributes(list: readonly { key: string; value?: unknown }[]): Attributes {
  return Object.fromEntries(list.map(({ key, value }) => [key, decodeValue(value)]));
}

/** Reads a kind or a status, given by number or by name. */
export function decodeEnum(code: string | number): { kind: SpanKind; status: Span['status'] } {
  const word = String(code)
    .replace(/^(SPAN_KIND|STATUS_CODE)_/, '')
    .toLowerCase();
  const number = typeof code === 'number' ? code : -1;
  return {
    kind: KINDS.find((kind, index) => index === number || kind === word) ?? 'unspecified',
    status: STATUSES.find((status, index) => index === number || status === word) ?? 'unset',
  };
}

function decodeValue(value: unknown): AttributeValue {
  const parsed = AnyValue.safeParse(value);
  if (!parsed.success) return '';
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = parsed.data;
  if (arrayValue) return arrayValue.values.map(decodeValue);
  if (intValue !== undefined) return Number(intValue);
  if (kvlistValue !== undefined) return JSON.stringify(kvlistValue);
  return stringValue ?? boolValue ?? doubleValue ?? bytesValue ?? '';
}
