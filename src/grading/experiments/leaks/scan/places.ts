import type { LogLine } from '#runtimes/runtime.ts';
import type { Series } from '#telemetry/clients/prometheus-text.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import type { Attributes, AttributeValue, Span } from '#telemetry/trace/span.ts';

/** Where a value can stand; a verdict names the first of these that holds one. */
export const PLACES = [
  'attribute',
  'span-name',
  'event',
  'status',
  'resource',
  'scope',
  'link',
  'trace-state',
  'log',
  'metric',
  'message',
] as const;
export type PlaceKind = (typeof PLACES)[number];

/** One value of a span or a line. */
export interface Place {
  kind: PlaceKind;
  /** Key of the attribute or field; empty where the place has none, such as a name. */
  key: string;
  value: string | number | boolean;
}

/** Everything in a span that somebody can write a value into; ids and times are not. */
export function placesOfSpan(span: Span): Place[] {
  const { attributes, name, events, resource, scope, scopeAttributes = {}, links } = span;
  const text = (kind: PlaceKind, value: string | undefined): Place[] =>
    value ? [{ kind, key: '', value }] : [];
  return [
    ...ofAttributes('attribute', attributes),
    ...text('span-name', name),
    ...events.flatMap((event) => [...text('event', event.name), ...ofAttributes('event', event.attributes)]),
    ...text('status', span.statusMessage),
    ...ofAttributes('resource', resource),
    ...text('scope', scope),
    ...ofAttributes('scope', scopeAttributes),
    ...links.flatMap((link) => [
      ...ofAttributes('link', link.attributes),
      ...text('trace-state', link.traceState),
    ]),
    ...text('trace-state', span.traceState),
  ];
}

/** Every field of a line that a service logged, or its text where it has none. */
export function placesOfLine({ text, fields }: Pick<LogLine, 'text' | 'fields'>): Place[] {
  if (!fields) return [{ kind: 'log', key: '', value: text }];
  return Object.entries(fields).flatMap(([key, value]) => [
    { kind: 'log' as const, key, value: key },
    ...ofField(key, value),
  ]);
}

/** The name of a series and its labels. */
export function placesOfSeries({ name, labels }: Pick<Series, 'name' | 'labels'>): Place[] {
  return [{ kind: 'metric', key: '', value: name }, ...ofAttributes('metric', labels)];
}

/** What goes along with the body of a message, by AMQP's names. */
export type MessageAround = Pick<TappedMessage, 'messageId' | 'headers' | 'properties'>;

/** The headers of a message, and the properties in which a sender may write what it likes; what its body may hold is another question. */
export function placesOfMessage({ messageId, headers, properties }: MessageAround): Place[] {
  return [
    ...ofAttributes('message', Object.fromEntries(headers.map(({ name, value }) => [name, value]))),
    ...Object.entries({ message_id: messageId, ...properties }).map(([key, value]) => ({
      kind: 'message' as const,
      key,
      value,
    })),
  ];
}

function ofField(key: string, value: unknown): Place[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [{ kind: 'log', key, value }];
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return [{ kind: 'log', key, value: text }];
}

/** A key may hold a value as well as what it stands for. */
function ofAttributes(kind: PlaceKind, attributes: Attributes): Place[] {
  return Object.entries(attributes).flatMap(([key, value]) => [
    { kind, key, value: key },
    ...flat(value).map((one) => ({ kind, key, value: one })),
  ]);
}

/** A list is read as a whole as well: a number that was split at its blanks is still there. */
function flat(value: AttributeValue): (string | number | boolean)[] {
  if (!Array.isArray(value)) return [value];
  const parts = value.flatMap(flat);
  return parts.length > 1 ? [...parts, parts.join(' ')] : parts;
}
