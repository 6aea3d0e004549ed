import type { Service } from '#system/part-names.ts';
import { OWN_SERVICE } from '#telemetry/otlp/export-span.ts';
import type { Span, SpanKind } from '#telemetry/trace/span.ts';
import { buildTree, type SpanTree } from '#telemetry/trace/tree.ts';
import { ORDER_KEY } from '../probes/probe.ts';
import type { KeyedLog, Observation, ProbeResult } from '../probes/probe-result.ts';
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

/** A settled attempt, as the findings look at it. */
export interface CheckoutModel extends Observation {
  checkout: ProbeModel;
  orders: ProbeModel;
  catalog: ProbeModel;
}

/** Relates the spans of an attempt. */
export function checkoutModelOf(observation: Observation): CheckoutModel {
  const { checkout, orders, catalog, ...rest } = observation;
  return {
    ...rest,
    checkout: probeModelOf(checkout),
    orders: probeModelOf(orders),
    catalog: probeModelOf(catalog),
  };
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
