/** A trace id of our own making: 32 lower-case hex digits, never all zero. */
export function newTraceId(): string {
  return newHex(16);
}

/** A span id of our own making: 16 lower-case hex digits, never all zero. */
export function newSpanId(): string {
  return newHex(8);
}

function newHex(bytes: number): string {
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(bytes));
    const id = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (!/^0+$/.test(id)) return id;
  }
}
