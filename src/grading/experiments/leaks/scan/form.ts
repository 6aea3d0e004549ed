/** How a value is recognized in a text. */
export type Form =
  | 'plain'
  | 'number'
  | 'other-case'
  | 'percent-encoded'
  | 'escaped'
  | 'local-part'
  | 'part'
  | 'digits'
  | 'some-digits'
  | 'base64'
  | 'hex'
  | Hash;

/** Hashes that this program's own library computes: those of the Collector, and their kin in Go's. */
export const DIGESTS = [
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha512-224',
  'sha512-256',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
] as const;
export type Hash = `hash-${(typeof DIGESTS)[number] | 'crc32' | 'fnv' | 'murmur3' | 'xxh3'}`;

const SAID: Readonly<Record<Form, string>> = {
  plain: 'as it was sent',
  number: 'as a number and not as text',
  'other-case': 'with capitals and small letters changed',
  'percent-encoded': 'percent-encoded',
  escaped: 'with characters escaped',
  'local-part': 'up to its @',
  part: 'in part',
  digits: 'without what stood between its digits',
  'some-digits': 'with seven or more of its digits in a row',
  base64: 'in base64',
  hex: 'in hex',
  'hash-md5': 'MD5',
  'hash-sha1': 'SHA-1',
  'hash-sha224': 'SHA-224',
  'hash-sha256': 'SHA-256',
  'hash-sha384': 'SHA-384',
  'hash-sha512': 'SHA-512',
  'hash-sha512-224': 'SHA-512/224',
  'hash-sha512-256': 'SHA-512/256',
  'hash-sha3-224': 'SHA3-224',
  'hash-sha3-256': 'SHA3-256',
  'hash-sha3-384': 'SHA3-384',
  'hash-sha3-512': 'SHA3-512',
  'hash-crc32': 'CRC-32',
  'hash-fnv': 'FNV hash',
  'hash-murmur3': 'MurmurHash3',
  'hash-xxh3': 'XXH3 hash',
};

/** A form in the words of a verdict; of a hash, its name. */
export function sayForm(form: Form): string {
  return SAID[form];
}

/** Whether only somebody who knows the value recognizes it: such a value can be computed again. */
export function isHash(form: Form): form is Hash {
  return form.startsWith('hash-');
}
