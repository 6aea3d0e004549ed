/** What a traceparent header of version 00 says. */
interface Traceparent {
  traceId: string;
  parentId: string;
  sampled: boolean;
}

/** Writes a traceparent header, version 00. */
export function buildTraceparent({ traceId, parentId, sampled }: Traceparent): string {
  return `00-${traceId}-${parentId}-${sampled ? '01' : '00'}`;
}
