import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { newTraceId } from '#telemetry/trace/ids.ts';

/** What the stores of a bench have, asked where its runtime says they are. */
export function readersOf(runtime: () => Runtime) {
  const at = () => runtime().endpoints();
  return {
    async inTempo(traceId: string) {
      const answer = (await ask(`${at().tempo}/api/v2/traces/${traceId}`)) as { trace?: unknown };
      return decodeTrace(answer.trace ?? {});
    },
    async inJaeger(traceId: string) {
      const answer = (await ask(`${at().jaeger}/api/v3/traces/${traceId}`)) as { result?: unknown };
      return decodeTrace(answer.result ?? {});
    },
    async inLoki(service: string, traceId: string) {
      const query = new URLSearchParams({
        query: `{service_name="${service}"} | trace_id="${traceId}"`,
        direction: 'forward',
      });
      const answer = (await ask(`${at().loki}/loki/api/v1/query_range?${query}`)) as {
        data?: { result: { stream: Record<string, string>; values: [string, string][] }[] };
      };
      return (answer.data?.result ?? [])
        .flatMap(({ stream, values }) => values.map(([time, line]) => ({ time, line, labels: stream })))
        .toSorted((a, b) => (a.time < b.time ? -1 : 1));
    },
    async inPrometheus(query: string): Promise<string[]> {
      const url = `${at().prometheus}/api/v1/query?${new URLSearchParams({ query })}`;
      const answer = (await ask(url)) as { data?: { result: { value: [number, string] }[] } };
      return (answer.data?.result ?? []).map(({ value }) => value[1]);
    },
    async checkout(): Promise<string> {
      const traceId = newTraceId();
      const response = await fetch(`${at().storefront}/checkout`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
        body: JSON.stringify({ orderId: crypto.randomUUID(), bookId: 'b-100', card: '4242424242424242' }),
      });
      if (response.status !== 201)
        throw new Error(`checkout answered ${response.status}: ${await response.text()}`);
      return traceId;
    },
  };
}

/** Whether every service has a span among these. */
export function hasAll(spans: { service: string }[]): boolean {
  return SERVICES.every((service) => spans.some((span) => span.service === service));
}

/** Whether something becomes so within these milliseconds; what throws is not so yet. */
export async function becomesSo(condition: () => Promise<boolean>, within: number): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end; await wait(50)) {
    if (await condition().catch(() => false)) return true;
  }
  return false;
}

async function ask(url: string): Promise<unknown> {
  const answer = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(5000),
  });
  const text = await answer.text();
  return answer.ok ? JSON.parse(text) : {};
}
