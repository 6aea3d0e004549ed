import { setTimeout as wait } from 'node:timers/promises';
import type { Runtime } from '#runtimes/runtime.ts';
import { SERVICES } from '#system/part-names.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import { jaegerAt } from '#telemetry/clients/jaeger.ts';
import { lokiAt } from '#telemetry/clients/loki.ts';
import { prometheusAt } from '#telemetry/clients/prometheus.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { newTraceId } from '#telemetry/trace/ids.ts';

const never = new AbortController().signal;

/** What the stores of a bench have, asked where its runtime says they are; a store that fails makes the test fail. */
export function readersOf(runtime: () => Runtime) {
  const at = () => runtime().endpoints();
  return {
    inTempo: async (traceId: string) => answered(await tempoAt(at().tempo).byId(traceId, never)),
    inJaeger: async (traceId: string) => answered(await jaegerAt(at().jaeger!).byId(traceId, never)),
    inLoki: async (service: string, traceId: string) =>
      answered(await lokiAt(at().loki!).lines({ labels: { service_name: service }, traceId }, never)),
    inPrometheus: async (query: string) =>
      answered(await prometheusAt(at().prometheus!).instant(query, never)).map(
        ({ samples }) => samples[0]!.value,
      ),
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

function answered<T>(answer: BackendAnswer<T, string>): T {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.stage}: ${answer.problem}`);
}
