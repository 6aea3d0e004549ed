import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Canary } from '../canary.ts';
import { digitsOf } from '../canary.ts';
import { DIGESTS, type Hash } from './form.ts';
import { murmur3, murmur3Of128 } from './murmur3.ts';
import { xxh3, xxh3Of128 } from './xxh3.ts';

/** A hash as it may be written, and which it is. */
export interface WrittenHash {
  hash: Hash;
  /** `hex` and `base64`: it may stand anywhere in a text, also cut off. `alone`: it is short, or a number, and stands for itself. */
  as: 'hex' | 'base64' | 'alone';
  text: string;
}

/** The hashes that anybody can compute again who has a list of cards or addresses, in every way in which they are written. */
export function hashesOf(value: string): WrittenHash[] {
  return [
    ...DIGESTS.flatMap((name) => written(`hash-${name}`, createHash(name).update(value).digest())),
    ...fnvOf(value),
    ...otherHashesOf(value),
  ];
}

/** What the Collector's processor `attributes` makes of an integer: the hash of its eight bytes. */
export function hashesOfInteger(digits: string): WrittenHash[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(digits));
  return written('hash-sha256', createHash('sha256').update(bytes).digest());
}

/** The hashes of a value's hashes in hex, in the digests that the Collector offers: what is computed twice is computed again as easily. */
export function hashedTwice(value: string): WrittenHash[] {
  return DIGESTS.flatMap((inner) => {
    const once = createHash(inner).update(value).digest('hex');
    return DIGESTS.flatMap((name) => written(`hash-${name}`, createHash(name).update(once).digest()));
  });
}

/** What somebody may have hashed of a card number: as it was sent, and its digits. */
export function hashedOfCard({ card }: Canary): string[] {
  return [...new Set([card, digitsOf(card)])];
}

/**
 * What somebody may have hashed of an address: all of it or what a pattern cut out of it, which may begin behind any
 * character that is no letter and end before the @ or any dot of the domain, also in lower case and percent-encoded.
 */
export function hashedOfEmail({ email }: Canary): string[] {
  const at = email.indexOf('@');
  const begins = [0, ...indexesOf(email, /[^A-Za-z0-9]/g).map((index) => index + 1)].filter(
    (index) => index < at,
  );
  const ends = [email.length, at, ...indexesOf(email, /\./g).filter((index) => index > at)];
  const cut = begins.flatMap((begin) => ends.map((end) => email.slice(begin, end)));
  const cased = cut.flatMap((text) => [text, text.toLowerCase()]);
  return [...new Set(cased.flatMap((text) => [text, encodeURIComponent(text)]))];
}

/** Digits of a hash of 32 bits, in hex. */
const SHORT_DIGITS = 8;

function indexesOf(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(({ index }) => index);
}

function written(hash: Hash, digest: Buffer): WrittenHash[] {
  return [
    { hash, as: 'hex', text: digest.toString('hex') },
    { hash, as: 'base64', text: digest.toString('base64').replace(/=+$/, '') },
  ];
}

/** FNV-1a with 64 bits, which the Collector's transformations offer as a number, and with 32. */
function fnvOf(value: string): WrittenHash[] {
  let hash = 0xcbf29ce484222325n;
  let short = 0x811c9dc5;
  for (const byte of Buffer.from(value)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    short = Math.imul(short ^ byte, 0x01000193) >>> 0;
  }
  const signed = BigInt.asIntN(64, hash);
  // An attribute that is a number is read as a double, which keeps 53 of its bits.
  const numbers = [String(signed), String(hash), String(Number(signed))];
  return [
    ...numbers.map((text): WrittenHash => ({ hash: 'hash-fnv', as: 'alone', text })),
    { hash: 'hash-fnv', as: 'hex', text: hash.toString(16).padStart(16, '0') },
    ...shortOf('hash-fnv', short),
  ];
}

/** What else the Collector's transformations offer, in the order of bytes in which they write it. */
function otherHashesOf(value: string): WrittenHash[] {
  const little = Buffer.alloc(16);
  const [one, two] = murmur3Of128(value);
  little.writeBigUInt64LE(one, 0);
  little.writeBigUInt64LE(two, 8);
  const short = Buffer.alloc(4);
  short.writeUInt32LE(murmur3(value));
  const [xxh, xxhOf128] = [xxh3(value), xxh3Of128(value)];
  return [
    { hash: 'hash-murmur3', as: 'hex', text: little.toString('hex') },
    { hash: 'hash-murmur3', as: 'alone', text: short.toString('hex') },
    ...(xxh === undefined ? [] : [hexOf('hash-xxh3', xxh, 16)]),
    ...(xxhOf128 === undefined ? [] : [hexOf('hash-xxh3', xxhOf128, 32)]),
    ...shortOf('hash-crc32', crc32(value)),
  ];
}

function hexOf(hash: Hash, value: bigint, digits: number): WrittenHash {
  return { hash, as: 'hex', text: value.toString(16).padStart(digits, '0') };
}

function shortOf(hash: Hash, value: number): WrittenHash[] {
  // A smaller number stands in many a span, such as a port.
  const texts = [String(value), value.toString(16).padStart(SHORT_DIGITS, '0')];
  return texts.filter(({ length }) => length >= SHORT_DIGITS).map((text) => ({ hash, as: 'alone', text }));
}
