import { createHash } from 'node:crypto';
import type { Canary } from '../canary.ts';
import { digitsOf } from '../canary.ts';
import { HASHES, type Hash } from './form.ts';

/** A beginning of a hash that no other value has: in lower-case hex or decimal digits, or in base64. */
export interface HashNeedle {
  form: Hash;
  /** 12 digits of hex, or a whole number. */
  plain: string[];
  /** 12 bytes in base64. */
  base64?: string;
}

const HEX_DIGITS = 12;
const BASE64_DIGITS = 16;

/** The hashes that anybody can compute again who has a list of cards or addresses. */
export function hashNeedles(value: string): HashNeedle[] {
  const digests = HASHES.map((name): HashNeedle => {
    const digest = createHash(name).update(value).digest();
    return {
      form: `hash-${name}`,
      plain: [digest.toString('hex').slice(0, HEX_DIGITS)],
      base64: digest.toString('base64').slice(0, BASE64_DIGITS),
    };
  });
  return [...digests, { form: 'hash-fnv', plain: fnvOf(value) }];
}

/** What somebody may have hashed of a card number: as it was sent, and its digits. */
export function hashedOfCard({ card }: Canary): string[] {
  return [...new Set([card, digitsOf(card)])];
}

/**
 * What somebody may have hashed of an address: all of it or what a pattern cut out of it, which may begin behind any
 * character that is no letter and end before any dot of the domain, also in lower case and percent-encoded.
 */
export function hashedOfEmail({ email }: Canary): string[] {
  const at = email.indexOf('@');
  const begins = [0, ...indexesOf(email, /[^A-Za-z0-9]/g).map((index) => index + 1)].filter(
    (index) => index < at,
  );
  const ends = [email.length, ...indexesOf(email, /\./g).filter((index) => index > at)];
  const cut = begins.flatMap((begin) => ends.map((end) => email.slice(begin, end)));
  const cased = cut.flatMap((text) => [text, text.toLowerCase()]);
  return [...new Set(cased.flatMap((text) => [text, encodeURIComponent(text)]))];
}

function indexesOf(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(({ index }) => index);
}

/** FNV-1a with 64 bits, which the Collector's transformations offer as a number. */
function fnvOf(value: string): string[] {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(value)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return [String(BigInt.asIntN(64, hash)), String(hash), hash.toString(16).padStart(16, '0')];
}
