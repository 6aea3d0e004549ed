/** Where the random part of a trace id lies in its range; `spread` is the middle of one of several equal parts. */
export type RandomPlace = 'low' | 'high' | 'spread' | 'anywhere';

/** Digits 17 to 32: OpenTelemetry's ratio sampler compares these 8 bytes, W3C's random part is the last 7 of them. */
const FIRST = 16;
const END_DIGITS = 10;

/**
 * Puts the random part of a trace id where it is wanted: 40 bits at an end of the range, or the middle of one of `count`
 * equal parts of it. The rest stays random, so that ids differ.
 */
export function placeRandomPart(traceId: string, where: RandomPlace, index = 0, count = 1): string {
  switch (where) {
    case 'anywhere':
      return traceId;
    case 'low':
    case 'high':
      return (
        traceId.slice(0, FIRST) +
        (where === 'low' ? '0' : 'f').repeat(END_DIGITS) +
        traceId.slice(FIRST + END_DIGITS)
      );
    case 'spread':
      return (
        traceId.slice(0, FIRST) +
        spreadDigits((2 * index + 1) / (2 * count)) +
        traceId.slice(FIRST + END_DIGITS)
      );
  }
}

/** The share of a ratio sampler at which it begins to keep this trace: it keeps ids whose number is below its ratio. */
export function randomPart(traceId: string): number {
  return Number(BigInt(`0x${traceId.slice(FIRST)}`) >> 1n) / 2 ** 63;
}

/**
 * Ten digits that begin with the share, and whose third and later ones begin with it again: a sampler that leaves the
 * first byte out, as W3C's random part does, sees the same share to within one part in 256.
 */
function spreadDigits(share: number): string {
  const first = Math.floor(share * 2 ** 8);
  const rest = Math.floor(share * 2 ** 32);
  return first.toString(16).padStart(2, '0') + rest.toString(16).padStart(8, '0');
}
