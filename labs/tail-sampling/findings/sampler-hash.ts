const PRIME = 0x100000001b3n;
const OFFSET = 0xcbf29ce484222325n;
/** What the Collector's `probabilistic` policy puts before each trace id, unless its `hash_salt` says otherwise. */
const SALT = 'default-hash-seed';

/**
 * The number from 0 to 1 by which the policy `probabilistic` decides about a trace: it keeps what is not above its share.
 * FNV-1a with 64 bits over the salt and the sixteen bytes of the id.
 */
export function samplerHash(traceId: string): number {
  return Number(hash(SALTED, Buffer.from(traceId, 'hex'))) / 2 ** 64;
}

/**
 * The numbers from 0 to 1 by which the processor `probabilistic_sampler` decides, in its modes without a seed of its own: 14
 * bits of FNV-1a with 32 bits over four zeros and the id, or the last seven bytes of the id, of which it keeps the highest.
 */
export const PROCESSOR_NUMBERS: readonly ((traceId: string) => number)[] = [
  (traceId) => {
    let sum = 0x811c9dc5;
    for (const byte of Buffer.from(`00000000${traceId}`, 'hex')) sum = Math.imul(sum ^ byte, 0x01000193);
    return (sum & (2 ** 14 - 1)) / 2 ** 14;
  },
  (traceId) => 1 - Number.parseInt(traceId.slice(-14), 16) / 2 ** 56,
];

/** The same for every id, so that thousands may be drawn. */
const SALTED = hash(OFFSET, Buffer.from(SALT));

function hash(from: bigint, bytes: Uint8Array): bigint {
  let sum = from;
  for (const byte of bytes) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * PRIME);
  return sum;
}
