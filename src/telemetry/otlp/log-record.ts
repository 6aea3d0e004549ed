import type { Attributes, AttributeValue } from '../trace/span.ts';

/** One log record, as OpenTelemetry has them. */
export interface LogRecord {
  /** The resource's `service.name`. */
  service: string;
  /** Nanoseconds since the Unix epoch: when it happened, and when it was received. */
  time: bigint;
  observed: bigint;
  severity?: { number: number; text: string };
  body: string;
  /** Lower-case hex, only where well-formed: one wrong id would make a receiver refuse the whole batch. */
  traceId?: string;
  spanId?: string;
  flags?: number;
  attributes: Attributes;
}

/** A line that a service wrote. */
export interface WrittenLine {
  service: string;
  /** Milliseconds since the Unix epoch, when it was received. */
  time: number;
  text: string;
  /** Of a line that is a JSON object. */
  fields?: Record<string, unknown>;
}

/** Reads a line of Go's slog; a line that is no JSON object, such as one of a panic, is a record with a body alone. */
export function logRecordOf({ service, time, text, fields = {} }: WrittenLine): LogRecord {
  const observed = BigInt(time) * 1_000_000n;
  // The service is the resource's name already.
  const { time: own, level, msg, service: _, trace_id, span_id, trace_flags, ...others } = fields;
  const traceId = idIn(trace_id, 32);
  const spanId = idIn(span_id, 16);
  const severity = severityOf(level);
  return {
    service,
    time: nanosOf(own) ?? observed,
    observed,
    ...(severity && { severity }),
    body: typeof msg === 'string' ? msg : text,
    ...(traceId && { traceId }),
    ...(spanId && { spanId }),
    ...(traceId &&
      /^[0-9a-f]{2}$/.test(String(trace_flags)) && { flags: Number.parseInt(String(trace_flags), 16) }),
    attributes: flat({ ...others, ...(!traceId && { trace_id }), ...(!spanId && { span_id }) }),
  };
}

function idIn(value: unknown, digits: number): string | undefined {
  const well = typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value);
  return well && !/^0+$/.test(value) ? value : undefined;
}

const LEVELS: Record<string, number> = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17 };

/** slog writes levels between its four as `INFO+2`; OpenTelemetry counts in the same steps. */
function severityOf(level: unknown): LogRecord['severity'] {
  const [, name = '', offset = '0'] = /^([A-Z]+)([+-]\d+)?$/.exec(String(level)) ?? [];
  const base = LEVELS[name];
  if (base === undefined) return undefined;
  return { number: Math.min(24, Math.max(1, base + Number(offset))), text: String(level) };
}

/** Of an RFC 3339 time, to the last digit; a Date ends at milliseconds. */
function nanosOf(value: unknown): bigint | undefined {
  if (typeof value !== 'string') return undefined;
  const [, before, fraction = '', zone] = /^([\dT:-]+)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(value) ?? [];
  const seconds = before === undefined ? Number.NaN : Date.parse(`${before}${zone}`);
  if (Number.isNaN(seconds)) return undefined;
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}

/** Groups become dotted names; what is null or undefined says nothing. */
function flat(fields: Record<string, unknown>, prefix = ''): Attributes {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]): [string, AttributeValue][] => {
      const name = `${prefix}${key}`;
      if (value === null || value === undefined) return [];
      if (typeof value === 'object' && !Array.isArray(value)) {
        return Object.entries(flat(value as Record<string, unknown>, `${name}.`));
      }
      return [[name, Array.isArray(value) ? JSON.stringify(value) : (value as string | number | boolean)]];
    }),
  );
}
