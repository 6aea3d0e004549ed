import { z } from 'zod';
import { SERVICES, type Service } from '#system/part-names.ts';
import { ACCEPTED_CARD } from '../accepted-card.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import type { TrafficResult } from './seen.ts';

const ServiceSchema = z.enum(SERVICES);

const KeptLogSchema = z.strictObject({
  service: ServiceSchema,
  sampled: z.boolean().optional().describe('From trace_flags; absent where the line has none'),
  traceId: z.string().optional().describe('Only where it is not that of the request'),
  spanId: z.string().optional().describe('Only where it is the parent that the request named'),
  message: z.string().optional().describe('Only where it is not what the service says at most requests'),
});

/**
 * One request of hundreds as an observation keeps it: what can be told from the rest is left out, such as the header, and so
 * are the body of an accepted answer and the span of a log line, unless it is the caller's, which no judge of many asks for.
 */
export const KeptRequestSchema = z.strictObject({
  label: z.string().describe('What tells its group from the others'),
  ...{ traceId: z.string(), spanId: z.string().optional(), orderId: z.string() },
  flags: z.string().optional().describe('The end of its traceparent; absent where it brought none'),
  tracestate: z.string().optional(),
  to: z.enum(['storefront', 'orders', 'catalog']).optional().describe('storefront where it is absent'),
  ...{ book: z.string(), card: z.string().optional() },
  answer: z.strictObject({
    ...{ status: z.number(), sent: z.number(), answered: z.number() },
    body: z.string().optional(),
  }),
  logs: z.array(KeptLogSchema).describe('The first line of each service'),
  lastLine: z.number().optional().describe('Milliseconds from the request to the last line about it'),
  stored: z
    .strictObject({
      outcome: z.enum(['whole', 'holes']),
      ...{ spans: z.number(), services: z.array(ServiceSchema), orphans: z.number() },
    })
    .optional()
    .describe('Absent where nothing is'),
});
type KeptRequest = z.infer<typeof KeptRequestSchema>;

/** What each service says in its first line about most of the requests. */
export type UsualMessages = Partial<Record<Service, string>>;

/** Finds it. */
export function usualMessages(requests: readonly TrafficResult[]): UsualMessages {
  const usual = SERVICES.flatMap((service) => {
    const said = requests.flatMap(({ logs }) => logs.filter((log) => log.service === service));
    const [most] = [...Map.groupBy(said, ({ message }) => message)].toSorted(
      ([, a], [, b]) => b.length - a.length,
    );
    return most ? [[service, most[0]]] : [];
  });
  return Object.fromEntries(usual) as UsualMessages;
}

/** Leaves out what can be told from the rest. */
export function keepRequest(one: TrafficResult, usual: UsualMessages): KeptRequest {
  const { label, probe, to, book, card, answer, logs, lastLine, stored } = one;
  const { traceId, spanId, orderId, header, tracestate } = probe;
  const { outcome, spans, services, orphans } = stored;
  return {
    ...{ label, traceId, orderId },
    ...(header && { spanId, flags: header.slice(-2) }),
    ...(tracestate && { tracestate }),
    ...(to !== 'storefront' && { to }),
    ...{ book, ...(card !== ACCEPTED_CARD && { card }) },
    answer: {
      ...{ status: answer.status, sent: answer.sent, answered: answer.answered },
      ...(!isAccepted(answer.status) && { body: answer.body }),
    },
    logs: logs.map((log) => ({
      service: log.service,
      ...(log.sampled !== undefined && { sampled: log.sampled }),
      ...(log.traceId !== traceId && { traceId: log.traceId }),
      ...(log.spanId !== '' && log.spanId === spanId && { spanId }),
      ...(log.message !== usual[log.service] && { message: log.message }),
    })),
    ...(lastLine !== undefined && { lastLine }),
    ...(outcome !== 'none' && { stored: { outcome, spans, services: [...services], orphans } }),
  };
}

/** The request as a judge is given it. */
export function readKeptRequest(kept: KeptRequest, usual: UsualMessages): TrafficResult {
  const { label, traceId, spanId = '', orderId, flags, tracestate, lastLine } = kept;
  const { to = 'storefront', book, card = ACCEPTED_CARD, answer, stored } = kept;
  const header = flags === undefined ? '' : `00-${traceId}-${spanId}-${flags}`;
  const services = stored?.services ?? [];
  const logged = new Set(kept.logs.map(({ service }) => service));
  return {
    ...{ label, to, book, card },
    probe: { traceId, spanId, orderId, header, ...(tracestate && { tracestate }) },
    answer: { body: '', ...answer },
    logs: kept.logs.map((log) => ({
      ...{ service: log.service, traceId: log.traceId ?? traceId, sampled: log.sampled },
      ...{ spanId: log.spanId ?? '', message: log.message ?? usual[log.service] ?? '' },
    })),
    ...(lastLine !== undefined && { lastLine }),
    stored: {
      ...{ outcome: stored?.outcome ?? 'none', spans: stored?.spans ?? 0, services },
      missing: SERVICES.filter((service) => logged.has(service) && !services.includes(service)),
      orphans: stored?.orphans ?? 0,
    },
  };
}
