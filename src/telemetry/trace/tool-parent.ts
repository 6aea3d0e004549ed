const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * The parent id that a tool of Spanwise names beside a trace id of its own making, when the learner gave it no header. It is
 * computed from the trace id, so that a check knows such a header again; to a service it is as good as any other. A parent
 * id that somebody chose is this one by chance once in 2^64.
 */
export function toolParentId(traceId: string): string {
  let hash = OFFSET;
  // FNV-1a. The word in front makes it another number than whatever else is computed from the id.
  for (const char of `parent${traceId}`)
    hash = BigInt.asUintN(64, (hash ^ BigInt(char.charCodeAt(0))) * PRIME);
  return hash.toString(16).padStart(16, '0');
}
