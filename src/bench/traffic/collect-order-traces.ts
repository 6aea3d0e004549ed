import { setTimeout as wait } from 'node:timers/promises';
import type { CheckoutResult } from '#api/trace-view.ts';
import { ORDER_KEY, type Probe } from '#grading/experiments/checkout/probes/probe.ts';
import { settleLimits } from '#grading/experiments/checkout/settle/settle-limits.ts';
import { createTraceFetcher, type TraceFetcher } from '#grading/experiments/checkout/settle/trace-fetcher.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';

/** What one request left behind so far. */
export interface OrderTraces {
  /** Every trace that has to do with the order, complete, by trace id; none that is empty. */
  traces: Map<string, Span[]>;
  /** The first line of each service with the order’s key. */
  logs: CheckoutResult['logs'];
}

interface Collecting {
  tempo: Tempo;
  probe: Probe;
  /** All log lines since the request was sent; it grows meanwhile. */
  lines: readonly LogLine[];
  /** Whether a log line of catalog is of this request: its lines carry no order. */
  ofRequest: (line: LogLine) => boolean;
  accepted: boolean;
  /** Milliseconds between two batches of a service’s spans. */
  exportDelay: number;
  /** Milliseconds after which what has not come is shown as missing. */
  deadline?: number;
  signal: AbortSignal;
}

/** A learner who waits longer than these milliseconds thinks that the page hangs. */
const DEADLINE = 4_000;
const LOOK_EVERY = 100;
/** Milliseconds between two searches, which only find what no log line names and are a second behind. */
const SEARCH_EVERY = 500;
/** Services that put the order on their spans; catalog knows books and no orders. */
const KEYED = ['storefront', 'orders', 'payments-worker'] as const;

/** Looks for an order's traces until every service has stored its span and nothing new comes, or the deadline passes. */
export async function collectOrderTraces(collecting: Collecting): Promise<OrderTraces> {
  const { tempo, probe, accepted, exportDelay, deadline = DEADLINE, signal } = collecting;
  const found = createTraceFetcher(tempo, [probe]);
  const began = performance.now();
  let [lastNews, lastSearch] = [began, began];
  for (;;) {
    const news = await found.fetch(signal);
    const seen = summarize(collecting, found);
    const now = performance.now();
    if (news) lastNews = now;
    const quiet = now - lastNews >= settleLimits(exportDelay).quiet;
    const complete = accepted && KEYED.every((service) => hasSpan(seen.traces, service, probe.orderId));
    if ((complete && quiet) || now - began >= deadline) return seen;
    if (now - lastSearch >= SEARCH_EVERY) {
      lastSearch = now;
      await found.search(signal);
    }
    await wait(LOOK_EVERY, undefined, { signal });
  }
}

/** Puts together what is known, and has the traces that log lines name fetched from now on. */
function summarize({ probe, lines, ofRequest }: Collecting, found: TraceFetcher): OrderTraces {
  const own = lines.filter(
    (line) => line.fields?.[ORDER_KEY] === probe.orderId || (line.part === 'catalog' && ofRequest(line)),
  );
  const logs = SERVICES.flatMap((service) => {
    const line = own.find(({ part }) => part === service);
    if (!line) return [];
    const [traceId, spanId, message] = ['trace_id', 'span_id', 'msg'].map((name) => textOf(line, name));
    return [{ service, traceId: traceId!, spanId: spanId!, message: message! }];
  });
  const named = own.map((line) => textOf(line, 'trace_id'));
  for (const id of named) found.follow(id);
  const ids = new Set([probe.traceId, ...named, ...found.tracesWith(probe.orderId)]);
  const traces = [...ids].map((id) => [id, found.spansOf([id])] as const);
  return { traces: new Map(traces.filter(([, spans]) => spans.length > 0)), logs };
}

function hasSpan(traces: OrderTraces['traces'], service: string, orderId: string): boolean {
  return [...traces.values()].some((spans) =>
    spans.some((span) => span.service === service && span.attributes[ORDER_KEY] === orderId),
  );
}

function textOf({ fields }: LogLine, name: string): string {
  const value = fields?.[name];
  return typeof value === 'string' ? value : '';
}
