import { setTimeout as wait } from 'node:timers/promises';
import type { CheckoutResult } from '#api/trace-view.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { type Tempo, tempoAt } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';

interface Gathered {
  /** Every trace that has to do with this order, whole, by trace id. */
  traces: Map<string, Span[]>;
  logs: CheckoutResult['logs'];
}

/** Milliseconds after which what has not come is shown as missing. */
const DEADLINE = 4_000;
/** On entry and exit spans and log lines of every service but catalog, whose requests carry no order. */
const KEY = 'bookstore.order.id';
const KEYED = ['storefront', 'orders', 'payments-worker'] as const;

/** Looks for an order's traces until every service has stored its span and nothing new comes, or the deadline passes. */
export async function collectOrderTraces(
  runtime: Runtime,
  order: { orderId: string; traceId: string; sentAt: number },
  httpStatus: number,
  signal: AbortSignal,
): Promise<Gathered> {
  const tempo = tempoAt(runtime.endpoints().tempo);
  const began = performance.now();
  let size = -1;
  let changed = began;
  const searched = new Set<string>();
  for (let look = 0; ; look++) {
    // Search is a second behind and only finds what no log line names; now and then is enough.
    if (look % 5 === 4) for (const id of await search(tempo, order.orderId, signal)) searched.add(id);
    const logs = SERVICES.flatMap((service) => linesOf(runtime, service, order.orderId));
    const named = [...logs.map(({ traceId }) => traceId), ...catalogTraces(runtime, order.sentAt)];
    const traces = await fetchAll(tempo, [order.traceId, ...named, ...searched], signal);
    const spans = [...traces.values()].flat();
    const now = performance.now();
    if (spans.length !== size) changed = now;
    size = spans.length;
    const whole = httpStatus < 300 && KEYED.every((service) => hasEntry(spans, service, order.orderId));
    const quiet = now - changed >= runtime.exportDelay * 3;
    if ((whole && quiet) || now - began >= DEADLINE) return { traces, logs: firstOfEach(logs) };
    await wait(100, undefined, { signal });
  }
}

function hasEntry(spans: readonly Span[], service: string, orderId: string): boolean {
  return spans.some((span) => span.service === service && span.attributes[KEY] === orderId);
}

async function search(tempo: Tempo, orderId: string, signal: AbortSignal): Promise<string[]> {
  const found = await tempo.search(`{ span.${KEY} = "${orderId}" }`, signal);
  return found.ok ? found.value : [];
}

async function fetchAll(
  tempo: Tempo,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, Span[]>> {
  const traces = new Map<string, Span[]>();
  for (const id of new Set(ids.filter(Boolean))) {
    const found = await tempo.byId(id, signal);
    if (found.ok && found.value.length > 0) traces.set(id, found.value);
  }
  return traces;
}

type Line = CheckoutResult['logs'][number];

function linesOf(runtime: Runtime, service: Service, orderId: string): Line[] {
  return runtime.logs(service).flatMap(({ fields }) => {
    if (fields?.[KEY] !== orderId) return [];
    const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
    return [{ service, traceId: text('trace_id'), spanId: text('span_id'), message: text('msg') }];
  });
}

/** Catalog's traces of this moment: on a bench of one learner they are this checkout's. */
function catalogTraces(runtime: Runtime, since: number): string[] {
  const lines = runtime.logs('catalog').filter(({ time }) => time >= since);
  return lines.map(({ fields }) => (typeof fields?.trace_id === 'string' ? fields.trace_id : ''));
}

function firstOfEach(lines: readonly Line[]): Line[] {
  const first = new Map<string, Line>();
  for (const line of lines) if (!first.has(line.service)) first.set(line.service, line);
  return [...first.values()];
}
