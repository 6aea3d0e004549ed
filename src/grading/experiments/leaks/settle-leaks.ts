import type { LogLine, Runtime } from '#runtimes/runtime.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { readLine } from '../checkout/settle/read-log.ts';
import { settleLimits } from '../checkout/settle/settle-limits.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { inParallel } from '../in-parallel.ts';
import { unconsumed } from '../own-traces/unconsumed.ts';
import type { LeakProbe, Store } from './seen.ts';

type Ask = (traceId: string, signal: AbortSignal) => Promise<BackendAnswer<Span[], string>>;

interface Settling {
  exportDelay: Runtime['exportDelay'];
  sent: readonly LeakProbe[];
  stores: Partial<Record<Store, Ask>>;
  /** Every line since the checkouts were sent; it grows meanwhile. */
  lines: readonly LogLine[];
  /** Whether the Collector may have more to send. */
  pending: () => Promise<boolean>;
  /** Milliseconds: spans that have not come by then are not waited for. */
  deadline: number;
  signal: AbortSignal;
  clock?: Clock;
}

interface Settled {
  probes: readonly LeakProbe[];
  problems: Partial<Record<Store, string>>;
  settled: boolean;
}

/** Look-ups at the same time: four traces in two stores. */
const AT_ONCE = 8;

/** Looks into the stores until each holds what the services logged of every checkout and nothing new comes. */
export async function settleLeaks(settling: Settling): Promise<Settled> {
  const { exportDelay, sent, stores, lines, pending, deadline, signal, clock = SYSTEM_CLOCK } = settling;
  const { quiet, giveUp, fetchEvery } = settleLimits(exportDelay);
  const began = clock.now();
  let probes = sent;
  let [known, lastNews] = ['', began];
  let [held, lastGrown] = ['', began];
  for (;;) {
    const { looked, problems } = await look(probes, stores, signal);
    probes = looked;
    const now = clock.now();
    const sizes = JSON.stringify(
      probes.map(({ stored }) => Object.values(stored).map((spans) => spans.length)),
    );
    // Of a store that did not answer this time nobody knows that there is no news.
    const news = `${sizes} ${Object.keys(problems).length > 0 ? now : ''}`;
    if (news !== known) [known, lastNews] = [news, now];
    if (sizes !== held) [held, lastGrown] = [sizes, now];
    const needed = probes.every((one) => isWhole(one, lines)) ? quiet : giveUp;
    const isQuiet = now - lastNews >= needed;
    if (isQuiet && !(await pending())) return { probes, problems, settled: true };
    if (now - began >= deadline) return { probes, problems, settled: now - lastGrown >= quiet };
    await clock.wait(fetchEvery, signal);
  }
}

async function look(probes: readonly LeakProbe[], stores: Settling['stores'], signal: AbortSignal) {
  const problems: Settled['problems'] = {};
  const looked = probes.map((one) => ({ ...one, stored: { ...one.stored } }));
  const jobs = looked.flatMap((one) =>
    Object.entries(stores).map(([store, ask]) => ({ one, store: store as Store, ask })),
  );
  await inParallel(jobs, AT_ONCE, async ({ one, store, ask }) => {
    const answer = await ask(one.probe.traceId, signal);
    const before = one.stored[store] ?? [];
    if (!answer.ok) problems[store] = answer.problem;
    one.stored[store] = answer.ok && answer.value.length >= before.length ? answer.value : before;
  });
  return { looked, problems };
}

/** Whether every store holds each span that a line of the checkout names, and no parent or receiver is missing. */
function isWhole({ probe, stored }: LeakProbe, lines: readonly LogLine[]): boolean {
  const logged = lines
    .flatMap(readLine)
    .filter(({ traceId, sampled }) => traceId === probe.traceId && sampled === true);
  if (!logged.some(({ service }) => service === 'payments-worker')) return false;
  return Object.values(stored).every((spans) => {
    const tree = buildTree(spans, [probe.spanId]);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const all = logged.every(({ spanId }) => ids.has(spanId));
    return all && tree.orphans.length === 0 && unconsumed(tree).length === 0;
  });
}
