/** MurmurHash3 with 32 bits over a text in UTF-8, without a seed. */
export function murmur3(text: string): number {
  const bytes = Buffer.from(text);
  const whole = bytes.length - (bytes.length % 4);
  let hash = 0;
  for (let at = 0; at < whole; at += 4) {
    hash ^= scrambled(bytes.readUInt32LE(at));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  // What is left is read as if zeros followed; all zeros change nothing.
  const rest = Buffer.alloc(4);
  bytes.copy(rest, 0, whole);
  hash ^= scrambled(rest.readUInt32LE(0)) ^ bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scrambled(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

const C1 = 0x87c37b91114253d5n;
const C2 = 0x4cf5ad432745937fn;

/** MurmurHash3 with 128 bits, in its variant for machines of 64 bits, without a seed: two halves of 64 bits. */
export function murmur3Of128(text: string): [bigint, bigint] {
  const bytes = Buffer.from(text);
  const padded = Buffer.alloc(Math.ceil((bytes.length + 1) / 16) * 16);
  bytes.copy(padded);
  let [one, two] = [0n, 0n];
  for (let at = 0; at < padded.length; at += 16) {
    // What is left behind the last whole block is mixed in and not stirred any more.
    const isWhole = at + 16 <= bytes.length;
    one ^= u64(rotated(u64(padded.readBigUInt64LE(at) * C1), 31n) * C2);
    if (isWhole) one = u64(u64(rotated(one, 27n) + two) * 5n + 0x52dce729n);
    two ^= u64(rotated(u64(padded.readBigUInt64LE(at + 8) * C2), 33n) * C1);
    if (isWhole) two = u64(u64(rotated(two, 31n) + one) * 5n + 0x38495ab5n);
  }
  const length = BigInt(bytes.length);
  one = u64((one ^ length) + (two ^ length));
  two = u64((two ^ length) + one);
  [one, two] = [finished(one), finished(two)];
  one = u64(one + two);
  return [one, u64(two + one)];
}

function finished(half: bigint): bigint {
  const once = u64((half ^ (half >> 33n)) * 0xff51afd7ed558ccdn);
  const twice = u64((once ^ (once >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return twice ^ (twice >> 33n);
}

function rotated(value: bigint, by: bigint): bigint {
  return u64(value << by) | (value >> (64n - by));
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
