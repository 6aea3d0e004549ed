import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { SERVICES, type Service } from '#system/part-names.ts';

type Request = Pick<TrafficResult, 'probe' | 'to' | 'logs' | 'stored'>;

/** Whose decision reaches a service of the checkout; storefront's is that of the customer's request. */
const CALLERS: Partial<Record<Service, Service>> = {
  catalog: 'storefront',
  orders: 'storefront',
  'payments-worker': 'orders',
};

/**
 * Whether a service recorded a request. Its log line says so also where nothing is stored, and a stored span says so
 * whatever is logged. Undefined where it has neither in the request's trace.
 */
export function decisionOf(request: Request, service: Service): boolean | undefined {
  return request.stored.services.includes(service) ? true : loggedBy(request, service);
}

/** The same by its log line first: a service may record only a part, and leave out the span in which it answers. */
export function wholeDecisionOf(request: Request, service: Service): boolean | undefined {
  return loggedBy(request, service) ?? (request.stored.services.includes(service) || undefined);
}

function loggedBy({ probe, logs }: Request, service: Service): boolean | undefined {
  return logs.find((log) => log.service === service && log.traceId === probe.traceId)?.sampled;
}

/** What a service was told of a request: the flag that it came with, or what its caller decided. Undefined where it was told nothing. */
export function toldTo(request: Request, service: Service, decide = decisionOf): boolean | undefined {
  const { header } = request.probe;
  if (service === request.to) return header === '' ? undefined : isRecorded(header);
  const caller = CALLERS[service];
  return caller && decide(request, caller);
}

/** Whether a traceparent asks for a record: the lowest bit of its flags. */
export function isRecorded(header: string): boolean {
  return (Number.parseInt(header.slice(-2), 16) & 1) === 1;
}

/** Whether a service decided otherwise than it was told. */
export function differs(request: Request, service: Service, decide = decisionOf): boolean {
  const [told, decided] = [toldTo(request, service, decide), decide(request, service)];
  return told !== undefined && decided !== undefined && told !== decided;
}

/** The first service, upstream first, that decided otherwise than it was told in any of the requests. */
export function firstThatDiffers(requests: readonly Request[], decide = decisionOf): Service | undefined {
  return SERVICES.find((service) => requests.some((request) => differs(request, service, decide)));
}

/** Every decision about a request that is known. */
export function decisionsOf(
  request: Request,
  decide = decisionOf,
): { service: Service; recorded: boolean }[] {
  return SERVICES.flatMap((service) => {
    const recorded = decide(request, service);
    return recorded === undefined ? [] : [{ service, recorded }];
  });
}

/**
 * Where to look for what a service does. Asked directly it shows whether it keeps its caller's decision; if it does, what
 * differs was passed on to it so. The worker cannot be asked directly, so that two causes remain.
 */
export function placeOf({ requests }: Pick<Traffic, 'requests'>, service: Service): string {
  if (service === 'payments-worker')
    return 'The sampler of payments-worker, or the flags in the message that orders sends';
  const direct = requests.filter(({ to }) => to === service && service !== 'storefront');
  const caller = CALLERS[service];
  const obeys = direct.length > 1 && !direct.some((request) => differs(request, service));
  return caller && obeys
    ? `What ${caller} passes on: ${service} keeps the decision of a request that goes straight to it`
    : `The sampler of ${service}`;
}

/** Names in a row, as a sentence has them. */
export function listOf(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? 'no service')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
