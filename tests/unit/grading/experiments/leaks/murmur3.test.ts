import { expect, test } from 'vitest';
import { murmur3, murmur3Of128 } from '#grading/experiments/leaks/scan/murmur3.ts';

/** So many characters of a text, hashed by Go's github.com/twmb/murmur3, which the Collector uses, its bytes as it writes them. */
const KNOWN: readonly [number, string, string][] = [
  [9, 'f0061442', '64793cf1cfc0470533e041b7f53db579'],
  [16, 'ed9162e7', '23b74c22a33ccac41aeb31b395d63343'],
  [17, '4a5e65b6', '57a6bd887f746475e40d11a19d49daec'],
  [32, '86334ed1', 'e30ae239b527a11668bffea12207cbed'],
  [33, 'b76a876f', '8860c9808bf1a5ee3a6f9c31c41bbd23'],
  [64, '5644b8ed', '9e4f27521ebfb47fb0f102b0e30afd47'],
  [65, '9a258fca', '35bcabd7f4ff5d2904e91767fb97ef13'],
  [96, 'b7cd9c42', '675bbf54826c060395a7c17bd7037689'],
  [97, 'a147e171', 'fc7ad18ff3ada1f11d69349dba49d100'],
  [128, '2f9c12e1', 'cdc574ac36fb4e046e5fb1b42b340e76'],
  [129, '83bd3922', '2105f0c3c4d4dda94eaf3e015780fa72'],
  [144, '412cde3d', '451903750309a4273360d7c54a38e0cd'],
  [160, 'd50bc89e', '8e69a03f6db524843a888c37ff6b824b'],
  [161, '72268419', '3b10ee4196228572ff9e0120e9c91e53'],
  [200, 'a53df4f4', '46750174a30170dd30f4c56971ca9bc3'],
  [240, '6baf8528', '5fb0e7749812220391819dd6b7f0d296'],
];

test.each(KNOWN)('MurmurHash3 of %i bytes is what the Collector writes', (length, short, long) => {
  const text = 'abcdefghijklmnopqrstuvwxyz0123456789@.'.repeat(8).slice(0, length);
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32LE(murmur3(text), 0);
  const [one, two] = murmur3Of128(text);
  bytes.writeBigUInt64LE(one, 4);
  bytes.writeBigUInt64LE(two, 12);
  expect(bytes.toString('hex')).toBe(short + long);
});

test('it is what the Collector’s own tests expect', () => {
  // Murmur3Hash("Hello World") is “ce837619”, the lowest byte first.
  expect(murmur3('Hello World')).toBe(0x197683ce);
  expect(murmur3('')).toBe(0);
});
