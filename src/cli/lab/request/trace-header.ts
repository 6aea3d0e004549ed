import { toolParentId } from '#telemetry/trace/tool-parent.ts';

/** A traceparent with a trace id of its own and a parent that is stored nowhere; a check can tell that no learner wrote it. */
export function newTraceparent(): string {
  const traceId = randomHex(16);
  return `00-${traceId}-${toolParentId(traceId)}-01`;
}

/**
 * The trace id that a header brings along, where every service takes it; undefined where a service may begin a trace of its
 * own instead. What a service makes of an odd header is the service's matter, and not guessed here.
 */
export function traceIdOf(traceparent: string | undefined): string | undefined {
  const [, traceId, parentId] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0[0-3]$/.exec(traceparent ?? '') ?? [];
  return traceId && !/^0+$/.test(traceId) && !/^0+$/.test(parentId ?? '') ? traceId : undefined;
}

/** All zeros, which no id may be, come by chance in none of the requests that anybody will ever send. */
function randomHex(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('hex');
}
