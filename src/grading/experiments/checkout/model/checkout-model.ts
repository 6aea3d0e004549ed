import { SERVICES, type Service } from '#system/part-names.ts';
import { OWN_SERVICE } from '#telemetry/trace/own-service.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';
import { buildTree, type SpanTree } from '#telemetry/trace/tree.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { AlikeCheckouts, KeyedLog, Observation, ProbeResult } from '../probes/probe-result.ts';
import { roleNames } from './role-names.ts';

/** One probe's traces, with functions that find spans and log lines in them. */
export interface ProbeModel extends ProbeResult {
  tree: SpanTree;
  /** Spans of a service and kind that carry the order. */
  keyed(service: Service, kind?: SpanKind): Span[];
  logsOf(service: Service): KeyedLog[];
  /** Whether the span is in the trace that the probe began. */
  inTrace(span: Span): boolean;
}

/** A settled attempt with one of its checkouts, as the findings look at it. */
export interface CheckoutModel extends Omit<Observation, 'checkouts' | 'unsampled' | 'books'> {
  checkout: ProbeModel;
  /** The checkouts of the attempt that left the same behind as this one. */
  labels: readonly string[];
  /** The checkout whose trace is not to be recorded. */
  unsampled?: ProbeModel;
  orders: ProbeModel;
  catalog: ProbeModel;
  books: readonly (ProbeModel & { book: string })[];
  /** Services of which some checkout of the attempt has spans though their log lines about it name no trace. */
  storedUnnamed: ReadonlySet<Service>;
}

/** Relates the spans of an attempt, once for each kind of checkout. */
export function checkoutModelsOf(observation: Observation): CheckoutModel[] {
  const { checkouts, unsampled, orders, catalog, books = [], ...rest } = observation;
  const others = {
    ...(unsampled && { unsampled: probeModelOf(unsampled) }),
    orders: probeModelOf(orders),
    catalog: probeModelOf(catalog),
    books: books.map((one) => ({ ...probeModelOf(one), book: one.book })),
  };
  const models = checkouts.map((one: AlikeCheckouts) => ({
    checkout: probeModelOf(one),
    labels: one.labels,
  }));
  const storedUnnamed = new Set(
    SERVICES.filter((service) => models.some(({ checkout }) => isStoredUnnamed(checkout, service))),
  );
  return models.map((one) => ({ ...rest, ...others, ...one, storedUnnamed }));
}

function isStoredUnnamed({ keyed, logsOf }: ProbeModel, service: Service): boolean {
  return keyed(service).length > 0 && logsOf(service).every(({ traceId }) => traceId === '');
}

function probeModelOf(result: ProbeResult): ProbeModel {
  const spans = roleNames(result.spans.filter((span) => !isOurs(span)));
  const { probe, logs } = result;
  return {
    ...result,
    spans,
    tree: buildTree(spans, [probe.spanId]),
    keyed: (service, kind) =>
      spans.filter(
        (span) =>
          span.service === service &&
          span.attributes[ORDER_KEY] === probe.orderId &&
          (kind === undefined || span.kind === kind),
      ),
    logsOf: (service) => logs.filter((log) => log.service === service),
    inTrace: (span) => span.traceId === probe.traceId,
  };
}

/** Whether Spanwise itself recorded the span, such as a probe's parent: it is not the learner's, so no finding looks at it. */
function isOurs({ service, scope }: Span): boolean {
  return service === OWN_SERVICE && scope === OWN_SERVICE;
}
