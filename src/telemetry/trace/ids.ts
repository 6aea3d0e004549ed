import { hexOf } from './hex.ts';

/** A trace id of our own making: 32 lower-case hex digits, never all zero. */
export function newTraceId(): string {
  return newHex(16);
}

/** A span id of our own making: 16 lower-case hex digits, never all zero. */
export function newSpanId(): string {
  return newHex(8);
}

function newHex(length: number): string {
  for (;;) {
    const id = hexOf(globalThis.crypto.getRandomValues(new Uint8Array(length)));
    if (!/^0+$/.test(id)) return id;
  }
}
