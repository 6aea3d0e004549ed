import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DIGESTS } from '#grading/experiments/leaks/scan/form.ts';
import { formsIn } from '#grading/experiments/leaks/scan/form-in.ts';

const plus = { card: '371234567890123', email: 'bo+shop.9f3a2c71e0@mail.example.com' };
const spaced = { card: '4000 0012 3456 7899', email: 'Ian.0a1b2c3d4e@EXAMPLE.ORG' };
const digits = '4000001234567899';

const form = (value: string | number, canary = spaced) => formsIn(value, canary).map((one) => one.form);
const hashOf = (name: string, text: string, as: 'hex' | 'base64' | 'base64url' = 'hex') =>
  createHash(name).update(text).digest(as);

describe('an address is found', () => {
  test.each([
    ['as it was sent', "VALUES ('x', 'Ian.0a1b2c3d4e@EXAMPLE.ORG')", 'plain'],
    ['in small letters', 'checkout of ian.0a1b2c3d4e@example.org', 'other-case'],
    ['in a URL', 'http://orders/orders?email=Ian.0a1b2c3d4e%40EXAMPLE.ORG', 'percent-encoded'],
    ['encoded twice', 'to=Ian.0a1b2c3d4e%2540EXAMPLE.ORG', 'percent-encoded'],
    ['in JSON with its sign escaped', '{"email":"Ian.0a1b2c3d4e\\u0040EXAMPLE.ORG"}', 'escaped'],
    ['up to its sign', 'Ian.0a1b2c3d4e@***', 'local-part'],
    ['with its beginning masked', '****.0a1b2c3d4e@example.org', 'part'],
    ['in hex', Buffer.from(spaced.email).toString('hex').toUpperCase(), 'hex'],
  ])('%s', (_, text, expected) => {
    expect(form(text)).toEqual([expected]);
  });

  test('in base64, wherever in a text it begins', () => {
    for (const before of ['', 'x', 'xy', '{"email":"'])
      for (const as of ['base64', 'base64url'] as const)
        expect(form(Buffer.from(`${before}${plus.email}"}`).toString(as), plus)).toEqual(['base64']);
  });

  test('with a plus that a URL encodes', () => {
    expect(form(`email=${encodeURIComponent(plus.email)}`, plus)).toEqual(['percent-encoded']);
  });
});

describe('a card is found', () => {
  test.each<[string, string | number, string]>([
    ['as it was sent', 'card 4000 0012 3456 7899: card declined', 'plain'],
    ['without its blanks', 'card 4000001234567899 declined', 'digits'],
    ['with dashes', '4000-0012-3456-7899', 'digits'],
    ['with encoded blanks', 'card=4000%200012%203456%207899', 'percent-encoded'],
    ['as a number', 4_000_001_234_567_899, 'number'],
    ['with seven of its digits', 'ends with 4567899', 'some-digits'],
    ['with one digit more than the first six', '4000001*********', 'some-digits'],
    ['in hex', Buffer.from(digits).toString('hex'), 'hex'],
    ['as a number in hex', BigInt(digits).toString(16).padStart(16, '0'), 'hex'],
    ['in base64', Buffer.from(`card=${digits}`).toString('base64'), 'base64'],
  ])('%s', (_, text, expected) => {
    expect(form(text)).toEqual([expected]);
  });
});

describe('a hash that anybody can compute is found', () => {
  test.each(DIGESTS)('%s, in hex and base64, whole and cut off', (name) => {
    for (const value of [spaced.email, spaced.email.toLowerCase(), spaced.card, digits]) {
      const found = [
        form(hashOf(name, value)),
        form(hashOf(name, value).toUpperCase()),
        form(hashOf(name, value).slice(0, 12)),
        form(hashOf(name, value, 'base64')),
        form(hashOf(name, value, 'base64url')),
      ];
      expect(found).toEqual(Array(5).fill([`hash-${name}`]));
    }
  });

  test('of what a pattern cuts out of an address', () => {
    for (const cut of [
      'shop.9f3a2c71e0@mail.example.com',
      '9f3a2c71e0@mail.example',
      'bo%2Bshop.9f3a2c71e0%40mail.example.com',
      'bo+shop.9f3a2c71e0',
    ])
      expect(form(`to ${hashOf('sha1', cut)}`, plus)).toEqual(['hash-sha1']);
  });

  test('FNV, which the Collector writes as a number', () => {
    expect(form('x')).toEqual([]);
    // fnv.New64a of Go for “4000001234567899”.
    expect(form(String(goFnv(digits)))).toEqual(['hash-fnv']);
    // As a number it is read as a double.
    expect(form(Number(goFnv(digits)))).toEqual(['hash-fnv']);
  });

  test.each([
    ['Murmur3Hash', '38827a90', 'hash-murmur3'],
    ['Murmur3Hash128', 'b45a941bf5727090151da65681d60ace', 'hash-murmur3'],
    ['XXH3', '795782471cf9d058', 'hash-xxh3'],
    ['XXH128', 'bb593f8a65621794eae3d1c9afd34f16', 'hash-xxh3'],
    ['Go’s fnv.New32a', 3_694_823_187, 'hash-fnv'],
    ['Go’s crc32.ChecksumIEEE', 697_452_884, 'hash-crc32'],
  ])('%s of “4000001234567899”, as Go writes it', (_, text, expected) => {
    expect(form(text)).toEqual([expected]);
  });

  test('what the processor attributes makes of an integer', () => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(digits));
    expect(form(createHash('sha256').update(bytes).digest('hex'))).toEqual(['hash-sha256']);
  });

  test('of a whole text that the shop writes with a value in it', () => {
    const texts = [
      `http://127.0.0.1:1/orders?email=${encodeURIComponent(plus.email)}`,
      `card ${plus.card}: card declined`,
    ];
    const canary = { ...plus, texts };
    expect(formsIn(hashOf('sha256', texts[0]!), canary)).toEqual([
      { secret: 'email', form: 'hash-sha256', within: true },
    ]);
    expect(formsIn(`x ${hashOf('md5', texts[1]!)}`, canary)).toEqual([
      { secret: 'card', form: 'hash-md5', within: true },
    ]);
    expect(formsIn(hashOf('sha256', texts[0]!), plus)).toEqual([]);
  });

  test('cut off so far that it would be found nowhere but alone', () => {
    const short = hashOf('sha256', spaced.email).slice(0, 10);
    expect(form(`customer ${short}`)).toEqual(['hash-sha256']);
    expect(form(short.slice(0, 8))).toEqual(['hash-sha256']);
    expect(form(`${short}-1234-4567`)).toEqual([]);
    expect(form(short.slice(0, 7))).toEqual([]);
  });

  test('of a hash', () => {
    const twice = hashOf('sha256', hashOf('sha256', plus.email));
    expect(formsIn(twice, plus)).toEqual([{ secret: 'email', form: 'hash-sha256', twice: true }]);
    expect(form(hashOf('md5', hashOf('sha1', digits), 'base64'))).toEqual(['hash-md5']);
  });

  test('a short hash only where it stands for itself', () => {
    const short = '38827a90';
    expect(form(`card=${short}`)).toEqual(['hash-murmur3']);
    expect(form(`${short}-1234-4567-8901-234567890123`)).toEqual([]);
    expect(form(`${short}00`)).toEqual([]);
  });
});

describe('what may stay is no leak', () => {
  test.each<[string, string | number]>([
    ['nothing of it', '****'],
    ['the first six digits and the last four', '400000******7899'],
    ['the first six and the last four with a blank between', '400000 7899'],
    ['the last four', '**** **** **** 7899'],
    ['the domain', '****@EXAMPLE.ORG'],
    ['the word example', 'example'],
    ['a hash with a key', createHmac('sha256', 'secret').update(spaced.email).digest('hex')],
    ['another customer', 'eve_9876543210@example.co.uk 5519283746501928'],
    ['the names of masked keys', 'enduser.email,payment.card.number'],
    ['a status code', 201],
    ['an order', '40000012-3456-4789-9000-123456789012'],
    ['an id of 16 digits with a letter', 'a000001234567899'],
  ])('%s', (_, text) => {
    expect(form(text)).toEqual([]);
  });
});

test('both values are told apart in one text', () => {
  expect(formsIn(`${spaced.email} pays with ${digits}`, spaced)).toEqual([
    { secret: 'card', form: 'digits' },
    { secret: 'email', form: 'plain' },
  ]);
});

function goFnv(text: string): bigint {
  let hash = 14_695_981_039_346_656_037n;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * 1_099_511_628_211n) % 2n ** 64n;
  return hash >= 2n ** 63n ? hash - 2n ** 64n : hash;
}

test('the first six digits and the last four may stand together, whatever the seventh is', () => {
  const canary = { card: '4000007890123456', email: 'x.0a1b2c3d4e@example.org' };
  expect(form('4000003456', canary)).toEqual([]);
  expect(form('4000003456', { ...canary, card: '4000003901233456' })).toEqual([]);
  expect(form('4000003', { ...canary, card: '4000003901233456' })).toEqual(['some-digits']);
});
