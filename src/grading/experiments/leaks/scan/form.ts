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

export const HASHES = ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256'] as const;
export type Hash = `hash-${(typeof HASHES)[number] | 'fnv'}`;

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
  'hash-sha256': 'SHA-256',
  'hash-sha512': 'SHA-512',
  'hash-sha3-256': 'SHA3-256',
  'hash-fnv': 'FNV hash',
};

/** A form in the words of a verdict; of a hash, its name. */
export function sayForm(form: Form): string {
  return SAID[form];
}

/** Whether only somebody who knows the value recognizes it: such a value can be computed again. */
export function isHash(form: Form): form is Hash {
  return form.startsWith('hash-');
}
