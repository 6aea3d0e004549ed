/** OTLP's five span kinds, in lower case as TraceQL spells them. */
export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export type AttributeValue = string | number | boolean | AttributeValue[];
export type Attributes = Record<string, AttributeValue>;

/** A span event: something that happened at one instant inside a span. */
export interface SpanEvent {
  name: string;
  /** Milliseconds since the Unix epoch, with a fraction. */
  time: number;
  attributes: Attributes;
}

/** A link to a span of this or another trace. */
export interface SpanLink {
  traceId: string;
  spanId: string;
  /** The tracestate of the span that is linked to; absent where it has none. */
  traceState?: string;
  attributes: Attributes;
}

/** One decoded span. Ids are lower-case hex (32 and 16 digits); times are milliseconds with a fraction. */
export interface Span {
  traceId: string;
  spanId: string;
  /** Absent on a root span. */
  parentSpanId?: string;
  /** The tracestate header that the span's trace was taken up with; absent where there was none. */
  traceState?: string;
  name: string;
  kind: SpanKind;
  /** The resource's `service.name`. */
  service: string;
  /** Milliseconds since the Unix epoch. */
  startTime: number;
  /** Milliseconds. */
  duration: number;
  status: 'unset' | 'ok' | 'error';
  statusMessage?: string;
  attributes: Attributes;
  resource: Attributes;
  scope?: string;
  /** Absent where the scope has none, as is usual. */
  scopeAttributes?: Attributes;
  events: SpanEvent[];
  links: SpanLink[];
}
