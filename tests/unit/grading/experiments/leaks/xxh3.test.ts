import { expect, test } from 'vitest';
import { xxh3, xxh3Of128 } from '#grading/experiments/leaks/scan/xxh3.ts';

/** So many characters of a text, hashed by Go's github.com/zeebo/xxh3, which the Collector uses. */
const KNOWN: readonly [number, string, string][] = [
  [9, 'e0dde4fc174590a0', 'b43ff5bc5ff2e0adc0646b2d7986db98'],
  [16, '3d3ccac9af14d8a8', '1f58fc809b1b8c4b3e8e153ff12f6330'],
  [17, 'ca7f3571df47cacf', '11078c38a5ca3a8dc3acc9940596efab'],
  [32, '5a4ee6ee5f6dadcf', '427c421757a8079329514a480c01d224'],
  [33, 'b8787ddc6103ba40', 'ca1d90fbf2da6d15f6c34ba556823047'],
  [64, '3f4ef40c27a1d4f2', 'c23547b0e6501834bdf8c64fc04c9e6a'],
  [65, '21823d0d4d20aef3', 'a9c499bb0ff41063fc1a8dc6ead445ad'],
  [96, 'ced0a515f786dc87', 'e0ae0cb5a6831f9b55c1ec6315e20188'],
  [97, '2047d5c1fcfba65c', 'da7d32d6a6406ab591009a52a4ed757a'],
  [128, '347c230182055d2d', '5850c6e0ede55a18b860e2b066dd9769'],
  [129, 'ec2a9d61ccdd8305', 'e8d8d5d5f6832c224338e4e3882e626d'],
  [144, '9a6d7d2a3d69a9e6', 'b885879497ce33bdcb75a86dc7cc84a9'],
  [160, 'e55a64972dc4d05b', 'ebf664e3a0d8df876e7f686ca39da793'],
  [161, '16d9146c29fb6ac8', '17f689c0f3034f5a7105c7c3331e0da8'],
  [200, 'db68490a3c5b7bdb', 'f51ed63cfe05093cb6ca4375d78f3120'],
  [240, '89efaf6b10f3e196', '41a2e331ec0ca7a0a327b3491797361f'],
];

test.each(KNOWN)('XXH3 of %i bytes is what the Collector writes', (length, short, long) => {
  const text = 'abcdefghijklmnopqrstuvwxyz0123456789@.'.repeat(8).slice(0, length);
  expect(xxh3(text)?.toString(16).padStart(16, '0')).toBe(short);
  expect(xxh3Of128(text)?.toString(16).padStart(32, '0')).toBe(long);
});

test('it is what the Collector’s own tests expect', () => {
  expect(xxh3('hello world')).toBe(0xd447b1ea40e6988bn);
  expect(xxh3Of128('hello world')).toBe(0xdf8d09e93f874900a99b8775cc15b6c7n);
});

test('what is shorter than a value can be, or longer than a text of the shop, is left alone', () => {
  for (const text of ['12345678', 'x'.repeat(241)])
    expect([xxh3(text), xxh3Of128(text)]).toEqual([undefined, undefined]);
});
