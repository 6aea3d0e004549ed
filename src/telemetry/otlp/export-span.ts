import { ask, type BackendAnswer } from '../clients/answer.ts';
import { OWN_SERVICE } from '../trace/own-service.ts';
import type { Attributes, Span, SpanKind } from '../trace/span.ts';
import { encodeTrace } from './encode-trace.ts';

/** A span that Spanwise itself records, such as the one a probe names as its parent. */
export interface OwnSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** `client` unless something else is said. */
  kind?: SpanKind;
  /** Milliseconds since the Unix epoch. */
  startTime: number;
  endTime: number;
  attributes: Attributes;
  links?: { traceId: string; spanId: string }[];
}

/** Milliseconds. A Collector that is well takes a batch in a few. */
const TIMEOUT = 1500;

/** Sends spans of service `spanwise` to an OTLP/HTTP receiver. */
export async function exportSpans(
  otlpHttp: string,
  spans: readonly OwnSpan[],
  signal: AbortSignal,
  receiver = 'the Collector',
): Promise<BackendAnswer<true>> {
  return ask('collector', { timeoutMs: TIMEOUT, signal }, async (both) => {
    const answer = await fetch(`${otlpHttp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(encodeTrace(spans.map(complete))),
      signal: both,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${receiver} answered ${answer.status}: ${text.trim().slice(0, 300)}`);
    return true as const;
  });
}

function complete({ endTime, kind = 'client', links = [], ...span }: OwnSpan): Span {
  return {
    ...span,
    kind,
    service: OWN_SERVICE,
    scope: OWN_SERVICE,
    duration: endTime - span.startTime,
    status: 'unset',
    resource: { 'service.name': OWN_SERVICE },
    events: [],
    links: links.map((link) => ({ ...link, attributes: {} })),
  };
}
