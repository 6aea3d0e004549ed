import { type Answer, ask } from './answer.ts';

/** A span that Spanwise itself records, such as the one a probe names as its parent. */
export interface OwnSpan {
  traceId: string;
  spanId: string;
  name: string;
  /** Milliseconds since the Unix epoch. */
  startTime: number;
  endTime: number;
  attributes: Record<string, string>;
}

/** The `service.name` of spans that Spanwise records. */
export const OWN_SERVICE = 'spanwise';

const CLIENT = 3;

/** Sends spans of service `spanwise`, kind client, to an OTLP/HTTP receiver. */
export async function exportSpans(
  otlpHttp: string,
  spans: readonly OwnSpan[],
  signal: AbortSignal,
): Promise<Answer<true>> {
  return ask('collector', { limit: 1500, signal }, async (both) => {
    const answer = await fetch(`${otlpHttp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(envelope(spans)),
      signal: both,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`the Collector answered ${answer.status}: ${text.trim().slice(0, 300)}`);
    return true as const;
  });
}

function envelope(spans: readonly OwnSpan[]) {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': OWN_SERVICE }) },
        scopeSpans: [{ scope: { name: OWN_SERVICE }, spans: spans.map(encode) }],
      },
    ],
  };
}

function encode({ startTime, endTime, attributes, ...span }: OwnSpan) {
  return {
    ...span,
    kind: CLIENT,
    startTimeUnixNano: nanos(startTime),
    endTimeUnixNano: nanos(endTime),
    attributes: attributesOf(attributes),
  };
}

function attributesOf(attributes: Record<string, string>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));
}

function nanos(time: number): string {
  return String(BigInt(Math.round(time * 1000)) * 1000n);
}
