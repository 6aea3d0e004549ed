import { type Canary, digitsOf } from '../canary.ts';
import type { Form } from './form.ts';
import { type HashIndex, indexHashes } from './hash-index.ts';
import { hashedOfCard, hashedOfEmail, hashedTwice, hashesOf, hashesOfInteger } from './hashes.ts';

/** What is looked for of one customer, computed once. */
export interface Needles {
  card: { whole: string; digits: string; coded: CodedNeedle[] } & HashedNeedles;
  email: {
    whole: string;
    local: string;
    /** Runs of the part that makes the address one of a kind. */
    parts: string[];
    coded: CodedNeedle[];
  } & HashedNeedles;
}

interface HashedNeedles {
  hashes: HashIndex;
  /** Of a hash of the value. */
  hashedTwice: HashIndex;
  /** Of texts that the value stands in. */
  hashedTexts: HashIndex;
}

/** A value in another alphabet; hex is in lower case. */
export interface CodedNeedle {
  form: Extract<Form, 'base64' | 'hex'>;
  text: string;
}

/** Of the ten hex digits that make an address one of a kind, so many in a row: by chance in one of four billion texts. */
const PART = 8;

const known = new WeakMap<Canary, Needles>();

/** Everything that is looked for of a customer. */
export function needlesOf(canary: Canary): Needles {
  const before = known.get(canary);
  if (before) return before;
  const { card, email, texts = [] } = canary;
  const digits = digitsOf(card);
  const local = email.slice(0, email.indexOf('@'));
  const token = local.slice(-10).toLowerCase();
  const textsWith = (...values: readonly string[]) =>
    indexHashes(texts.filter((text) => values.some((one) => text.includes(one))).flatMap(hashesOf));
  const needles: Needles = {
    card: {
      ...{
        whole: card,
        digits,
        coded: [...[...new Set([card, digits])].flatMap(codedOf), integerOf(digits)],
      },
      hashes: indexHashes([...hashedOfCard(canary).flatMap(hashesOf), ...hashesOfInteger(digits)]),
      hashedTwice: indexHashes(hashedOfCard(canary).flatMap(hashedTwice)),
      hashedTexts: textsWith(card, digits),
    },
    email: {
      ...{ whole: email, local },
      parts: Array.from({ length: token.length - PART + 1 }, (_, at) => token.slice(at, at + PART)),
      coded: [...new Set([email, local, email.toLowerCase(), local.toLowerCase()])].flatMap(codedOf),
      hashes: indexHashes(hashedOfEmail(canary).flatMap(hashesOf)),
      hashedTwice: indexHashes([...new Set([email, email.toLowerCase()])].flatMap(hashedTwice)),
      hashedTexts: textsWith(email, encodeURIComponent(email)),
    },
  };
  known.set(canary, needles);
  return needles;
}

/** A card number as the Collector's `Hex` writes an integer. */
function integerOf(digits: string): CodedNeedle {
  return { form: 'hex', text: BigInt(digits).toString(16) };
}

/** A value as base64 has it wherever in a longer text it begins, without the digits that its neighbours change. */
function codedOf(value: string): CodedNeedle[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return { form: 'base64' as const, text: text.slice(first, last) };
  });
  return [...base64, { form: 'hex', text: bytes.toString('hex') }];
}
