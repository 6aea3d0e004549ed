import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, FrameType } from '#terminal/protocol.ts';

describe('frames', () => {
  test.for([0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 5, Number.MAX_SAFE_INTEGER])('offset %i survives', (offset) => {
    const payload = Uint8Array.of(1, 2, 3);
    expect(decodeFrame(encodeFrame(FrameType.output, offset, payload))).toEqual({
      type: FrameType.output,
      offset,
      payload,
    });
  });

  test('the layout is a type byte, eight bytes of offset, the payload', () => {
    expect([...encodeFrame(FrameType.input, 258, Uint8Array.of(9))]).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 2, 9]);
  });

  test('a payload is filled in place', () => {
    const frame = encodeFrame(FrameType.output, 0, {
      size: 2,
      fill: (target: Uint8Array) => target.set([7, 8]),
    });
    expect(decodeFrame(frame)?.payload).toEqual(Uint8Array.of(7, 8));
  });

  test('a view into a larger buffer is read at its own place', () => {
    const frame = encodeFrame(FrameType.ack, 77);
    const larger = new Uint8Array(30);
    larger.set(frame, 11);
    expect(decodeFrame(larger.subarray(11, 20))).toMatchObject({ type: FrameType.ack, offset: 77 });
  });

  test.for<[string, number[]]>([
    ['nothing', []],
    ['a cut header', [1, 0, 0, 0]],
    ['an unknown type', [0x66, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['an offset beyond safe counting', [1, 0, 0x20, 0, 0, 0, 0, 0, 0]],
    ['an ack with a payload', [2, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['a command with an offset', [3, 0, 0, 0, 0, 0, 0, 0, 1, 0x7b]],
  ])('%s is no frame', ([, bytes]) => {
    expect(decodeFrame(Uint8Array.from(bytes))).toBeUndefined();
  });

  test.for([-1, 1.5, Number.NaN, 2 ** 53])('offset %s cannot be sent', (offset) => {
    expect(() => encodeFrame(FrameType.output, offset)).toThrow(RangeError);
  });
});
