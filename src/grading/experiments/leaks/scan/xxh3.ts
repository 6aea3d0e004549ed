/** Bytes of the texts that are hashed here: shorter and longer ones have algorithms of their own. */
const SHORTEST = 9;
const LONGEST = 240;

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P4 = 0x85ebca77c2b2ae63n;
/** The secret that XXH3 uses where none is given. */
const SECRET = Buffer.from(
  [
    'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221',
    'b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8',
    'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb',
    '170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e',
  ].join(''),
  'hex',
);

/** XXH3 with 64 bits over a text in UTF-8, without a seed; undefined for texts below 9 and above 240 bytes. */
export function xxh3(text: string): bigint | undefined {
  const input = Buffer.from(text);
  const { length } = input;
  if (length < SHORTEST || length > LONGEST) return undefined;
  if (length <= 16) {
    const low = input.readBigUInt64LE(0) ^ secret(24) ^ secret(32);
    const high = input.readBigUInt64LE(length - 8) ^ secret(40) ^ secret(48);
    return avalanche(u64(BigInt(length) + swapped(low) + high + folded(low, high)));
  }
  let sum = BigInt(length) * P1;
  if (length <= 128) {
    for (const at of outerBlocks(length))
      sum += mixed(input, at, 2 * at) + mixed(input, length - at - 16, 2 * at + 16);
    return avalanche(u64(sum));
  }
  for (let at = 0; at < 128; at += 16) sum += mixed(input, at, at);
  sum = avalanche(u64(sum));
  for (let at = 128; at + 16 <= length; at += 16) sum += mixed(input, at, at - 125);
  return avalanche(u64(sum + mixed(input, length - 16, 119)));
}

/** XXH3 with 128 bits, with the same limits. */
export function xxh3Of128(text: string): bigint | undefined {
  const input = Buffer.from(text);
  const { length } = input;
  if (length < SHORTEST || length > LONGEST) return undefined;
  if (length <= 16) return shortOf128(input);
  let sums: Sums = [u64(BigInt(length) * P1), 0n];
  if (length <= 128) {
    for (const at of outerBlocks(length).toReversed())
      sums = mixedTwo(sums, input, [at, length - at - 16], 2 * at);
  } else {
    for (let at = 0; at < 128; at += 32) sums = mixedTwo(sums, input, [at, at + 16], at);
    sums = [avalanche(sums[0]), avalanche(sums[1])];
    for (let at = 128; at + 32 <= length; at += 32) sums = mixedTwo(sums, input, [at, at + 16], at - 125);
    sums = mixedTwo(sums, input, [length - 16, length - 32], 103);
  }
  const low = avalanche(u64(sums[0] + sums[1]));
  const high = u64(-avalanche(u64(sums[0] * P1 + sums[1] * P4 + BigInt(length) * P2)));
  return (high << 64n) | low;
}

type Sums = [bigint, bigint];

function shortOf128(input: Buffer): bigint {
  const { length } = input;
  const [first, last] = [input.readBigUInt64LE(0), input.readBigUInt64LE(length - 8)];
  const product = (first ^ last ^ secret(32) ^ secret(40)) * P1;
  const flipped = last ^ secret(48) ^ secret(56);
  const high = u64((product >> 64n) + flipped + (flipped & 0xffffffffn) * 0x85ebca76n);
  const low = u64(product + (BigInt(length - 1) << 54n)) ^ swapped(high);
  const again = low * P2;
  return (avalanche(u64((again >> 64n) + high * P2)) << 64n) | avalanche(u64(again));
}

/** Where the blocks of 16 bytes begin that are mixed from both ends of a text of up to 128 bytes. */
function outerBlocks(length: number): number[] {
  return [0, 16, 32, 48].filter((at) => at === 0 || length > 2 * at);
}

function mixed(input: Buffer, at: number, place: number): bigint {
  const low = input.readBigUInt64LE(at) ^ secret(place);
  return folded(low, input.readBigUInt64LE(at + 8) ^ secret(place + 8));
}

function mixedTwo([low, high]: Sums, input: Buffer, [a, b]: [number, number], place: number): Sums {
  return [
    u64(low + mixed(input, a, place)) ^ sumAt(input, b),
    u64(high + mixed(input, b, place + 16)) ^ sumAt(input, a),
  ];
}

function sumAt(input: Buffer, at: number): bigint {
  return u64(input.readBigUInt64LE(at) + input.readBigUInt64LE(at + 8));
}

function folded(a: bigint, b: bigint): bigint {
  const product = a * b;
  return u64(product) ^ (product >> 64n);
}

function avalanche(hash: bigint): bigint {
  const once = u64((hash ^ (hash >> 37n)) * 0x165667919e3779f9n);
  return once ^ (once >> 32n);
}

function secret(at: number): bigint {
  return SECRET.readBigUInt64LE(at);
}

function swapped(value: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes.readBigUInt64BE(0);
}

function u64(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}
