import type { Runtime } from '#runtimes/runtime.ts';
import { SERVICES, type Service } from '#system/part-names.ts';
import { PAYMENTS_QUEUE } from '#system/payments-queue.ts';
import { ask } from '#telemetry/clients/answer.ts';
import { type Series, seriesIn } from '#telemetry/clients/prometheus-text.ts';
import { openTap } from '#telemetry/messages/tap.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import { keptAddresses } from './kept-addresses.ts';
import { leaksInSeries } from './scan/leaks-in.ts';
import type { BeyondSpans, LeakProbe } from './seen.ts';

/** Milliseconds for a page of metrics. */
const TIMEOUT = 1500;

/** What leaves the services besides spans and lines: messages from now on, and the metrics of the moment that it is asked. */
export interface Beyond {
  look(probes: readonly LeakProbe[], signal: AbortSignal): Promise<BeyondSpans>;
  close(): Promise<void>;
}

/** Begins to look: messages are copied from now on. */
export async function lookBeyond(
  runtime: Pick<Runtime, 'brokerUrl' | 'databaseUrl' | 'endpoints'>,
): Promise<Beyond> {
  const messages: TappedMessage[] = [];
  const tap = await openTap(await runtime.brokerUrl(), PAYMENTS_QUEUE, (message) => messages.push(message));
  return {
    close: () => tap.close(),
    async look(probes, signal) {
      const pages = await Promise.all(SERVICES.map((service) => readPage(service, runtime, signal)));
      const failed = pages.find(({ problem }) => problem !== undefined);
      const all = pages.flatMap(({ service, series }) => series.map((one) => ({ service, ...one })));
      const orders = probes.map(({ probe }) => probe.orderId);
      const { kept, problem } = await keptAddresses(await runtime.databaseUrl(), orders);
      const said = failed?.problem ?? (problem && `postgres: ${problem}`);
      return {
        seriesRead: all.length,
        series: all
          .filter((one) => probes.some(({ canary }) => leaksInSeries(one, canary).length > 0))
          .map(({ service, name, labels }) => ({ service, name, labels })),
        messages: messages
          .filter(({ event, body }) => event === 'published' && orders.some((id) => body.includes(id)))
          .map(({ queue, messageId, headers, properties }) => ({
            ...{ queue, messageId, headers },
            ...(properties && { properties }),
          })),
        ...(problem ? {} : { kept }),
        ...(said && { problem: said }),
      };
    },
  };
}

async function readPage(
  service: Service,
  runtime: Pick<Runtime, 'endpoints'>,
  signal: AbortSignal,
): Promise<{ service: Service; series: readonly Series[]; problem?: string }> {
  const { storefront, catalog, orders, paymentsWorker } = runtime.endpoints();
  const url = { storefront, catalog, orders, 'payments-worker': paymentsWorker }[service];
  const answer = await ask(service, { timeoutMs: TIMEOUT, signal }, async (both) => {
    const page = await fetch(`${url}/metrics`, { signal: both });
    if (!page.ok) throw new Error(`the metrics of ${service} answered ${page.status}`);
    return seriesIn(await page.text());
  });
  return answer.ok
    ? { service, series: answer.value }
    : { service, series: [], problem: `${service}: ${answer.problem}` };
}
