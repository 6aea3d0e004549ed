/**
 * A trace id that a check sends requests with. Eight of its digits are computed from the others, so that whoever finds it
 * in a log line or in the store, in this check or a later one, knows that no learner sent it. A learner's own id looks
 * like one by chance once in 2^32, about four billion.
 */
export function ownTraceId(traceId: string): string {
  return traceId.slice(0, 8) + markOf(traceId) + traceId.slice(16);
}

/** Whether a check chose this trace id. */
export function isOwnTraceId(traceId: string): boolean {
  return traceId.length === 32 && traceId.slice(8, 16) === markOf(traceId);
}

/**
 * FNV-1a over the digits before and after the mark: the last sixteen, of which samplers take their chance, may be chosen.
 * The word in front makes it another number than the one by which the Collector samples.
 */
function markOf(traceId: string): string {
  let hash = 0x811c9dc5;
  for (const char of `spanwise${traceId.slice(0, 8)}${traceId.slice(16)}`) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
