import { expect, test } from 'vitest';
import { createRing } from '#terminal/server/ring.ts';

test('the newest bytes are kept, at the offsets they have in the stream', () => {
  const limit = 4096;
  const ring = createRing(limit);
  const all: number[] = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const piece = Uint8Array.from({ length: (turn * 37) % 300 }, (_, index) => (turn + index) % 251);
    all.push(...piece);
    ring.append(piece);
    expect(ring.head).toBe(all.length);
    expect(ring.head - ring.tail).toBe(Math.min(all.length, Math.min(limit, ring.head - ring.tail)));
    expect(ring.head - ring.tail).toBeGreaterThanOrEqual(Math.min(all.length, 1024));
    const kept = new Uint8Array(ring.head - ring.tail);
    ring.copy(ring.tail, kept);
    expect([...kept]).toEqual(all.slice(ring.tail));
  }
  expect(ring.head - ring.tail).toBe(limit);
});

test('a piece larger than the ring leaves its end', () => {
  const ring = createRing(1024);
  ring.append(Uint8Array.from({ length: 5000 }, (_, index) => index % 256));
  expect([ring.tail, ring.head]).toEqual([5000 - 1024, 5000]);
  const last = new Uint8Array(2);
  ring.copy(4998, last);
  expect([...last]).toEqual([4998 % 256, 4999 % 256]);
});

test('bytes that are gone or not there yet cannot be read', () => {
  const ring = createRing(1024);
  ring.append(new Uint8Array(3000));
  expect(() => ring.copy(0, new Uint8Array(1))).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: offset 0+1 is not kept: the ring has 1976 to 3000]`,
  );
  expect(() => ring.copy(2999, new Uint8Array(2))).toThrow(RangeError);
});
