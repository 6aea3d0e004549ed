/** The newest output of a terminal, addressed by the offset each byte has in the whole stream. */
export interface Ring {
  /** Offset of the oldest byte kept. */
  readonly tail: number;
  /** Offset after the newest byte: all bytes ever written. */
  readonly head: number;
  append(bytes: Uint8Array): void;
  /** Copies the bytes from `offset` that fill `target`; they must lie between tail and head. */
  copy(offset: number, target: Uint8Array): void;
}

/** Bytes of memory a terminal begins with: most print a prompt and little else. */
const FIRST = 1024;

/** A ring that takes memory only as output comes, up to `limit` bytes (a power of two). */
export function createRing(limit = 1024 * 1024): Ring {
  let store = new Uint8Array(0);
  let head = 0;

  function put(offset: number, bytes: Uint8Array, target: Uint8Array): void {
    const at = offset % target.length;
    const first = Math.min(bytes.length, target.length - at);
    target.set(bytes.subarray(0, first), at);
    if (first < bytes.length) target.set(bytes.subarray(first), 0);
  }

  function get(offset: number, target: Uint8Array): void {
    const at = offset % store.length;
    const first = Math.min(target.length, store.length - at);
    target.set(store.subarray(at, at + first));
    if (first < target.length) target.set(store.subarray(0, target.length - first), first);
  }

  function grow(needed: number): void {
    let size = Math.max(store.length, Math.min(FIRST, limit));
    while (size < needed && size < limit) size *= 2;
    if (size === store.length) return;
    const kept = new Uint8Array(Math.min(head, store.length));
    if (kept.length > 0) get(head - kept.length, kept);
    store = new Uint8Array(size);
    put(head - kept.length, kept, store);
  }

  return {
    get tail() {
      return Math.max(0, head - store.length);
    },
    get head() {
      return head;
    },
    append(bytes) {
      grow(Math.min(head + bytes.length, limit));
      const newest = bytes.length > store.length ? bytes.subarray(bytes.length - store.length) : bytes;
      put(head + bytes.length - newest.length, newest, store);
      head += bytes.length;
    },
    copy(offset, target) {
      const tail = Math.max(0, head - store.length);
      if (offset < tail || offset + target.length > head) {
        throw new RangeError(
          `offset ${offset}+${target.length} is not kept: the ring has ${tail} to ${head}`,
        );
      }
      if (target.length > 0) get(offset, target);
    },
  };
}
