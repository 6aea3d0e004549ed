/** What a traceparent header of version 00 says. */
export interface Traceparent {
  traceId: string;
  parentId: string;
  sampled: boolean;
}

/** Writes a traceparent header, version 00. */
export function buildTraceparent({ traceId, parentId, sampled }: Traceparent): string {
  return `00-${traceId}-${parentId}-${sampled ? '01' : '00'}`;
}

/**
 * Reads a traceparent header as strictly as W3C's Trace Context asks of version 00; undefined when a service
 * that follows it must start a trace of its own. Later versions may carry more after the flags.
 */
export function parseTraceparent(header: string): Traceparent | undefined {
  const match = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header);
  if (!match) return undefined;
  const [, version, traceId, parentId, flags, more] = match as unknown as string[];
  if (version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId!) || /^0+$/.test(parentId!)) return undefined;
  return { traceId: traceId!, parentId: parentId!, sampled: (Number.parseInt(flags!, 16) & 1) === 1 };
}
