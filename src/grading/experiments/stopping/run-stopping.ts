import { setTimeout as wait } from 'node:timers/promises';
import type { CheckBench } from '#grading/experiment.ts';
import type { LogLine, PartStatus } from '#runtimes/runtime.ts';
import { type Tempo, tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { parentSpanOf } from '../checkout/probes/probe.ts';
import { inParallel } from '../in-parallel.ts';
import type { Stopped } from './seen.ts';
import { type Sent, sendUntilRefused } from './send-until-refused.ts';

const SERVICE = 'catalog';
/** Milliseconds for which requests come in before the stop is asked for: ten of each client. */
const BEFORE_STOP = 400;
/** Milliseconds after the end of the process at which nothing of it is waited for any more. Measured: Tempo has a span after 17–33. */
const AFTER_END = 2000;
/** Milliseconds between two rounds of look-ups. */
const LOOK_EVERY = 300;
/** Look-ups at the same time, as in the other experiments. */
const AT_ONCE = 8;
/** Lines about requests and traces of requests that are kept. */
const LINES = 20;
const SAMPLES = 2;

/** Asks catalog for books, stops it meanwhile, and looks which of the answered requests are stored once it has ended. */
export async function runStopping(
  { runtime, progress }: Pick<CheckBench, 'runtime' | 'progress'>,
  signal: AbortSignal,
): Promise<Stopped> {
  const lines: LogLine[] = [];
  const enough = new AbortController();
  const done = AbortSignal.any([signal, enough.signal]);
  runtime.followLogs((line) => void (line.part === SERVICE && lines.push(line)), done);
  const { generation } = statusOf(runtime.status());
  let ended: number | undefined;
  runtime.watch((status) => {
    if (status.part !== SERVICE || status.generation === generation) return;
    ended ??= Date.now();
    enough.abort();
  }, signal);
  progress('Asking catalog for books');
  const asking = sendUntilRefused(runtime.endpoints(), { enough: enough.signal, signal });
  await wait(BEFORE_STOP, undefined, { signal });
  progress('Stopping catalog while requests come in');
  const asked = Date.now();
  const after = await runtime.restart(SERVICE, signal);
  enough.abort();
  const sent = await asking;
  const end = ended ?? Date.now();
  progress('Looking which of the answered requests are stored');
  const answered = sent.filter(({ answer }) => answer.sent < end);
  const stored = await storedOf(tempoAt(runtime.endpoints().tempo), answered, end + AFTER_END, signal);
  // The spans that the requests name as their parents come last: until then whatever is stored is the service's.
  const parents = answered.map(({ probe, answer }) =>
    parentSpanOf(probe, 'check: before a stop', answer.sent),
  );
  await exportSpans(runtime.endpoints().tempoOtlp, parents, signal, 'Tempo');
  const own = lines.filter((line) => line.generation === undefined || line.generation === generation);
  return {
    ...{ service: SERVICE, asked, ended: end },
    ...(after.lastStop && { exit: { code: after.lastStop.code, signal: after.lastStop.signal } }),
    requests: answered.map((one) => ({ ...one, stored: stored.has(one.probe.traceId) })),
    lines: [
      ...own.filter(({ time }) => time < asked).slice(0, LINES),
      ...own.filter(({ time }) => time >= asked && time <= end + AFTER_END).slice(-LINES),
    ],
    samples: [...stored.values()].slice(0, SAMPLES).flat(),
  };
}

function statusOf(parts: readonly PartStatus[]): PartStatus {
  return parts.find(({ part }) => part === SERVICE)!;
}

/** Asks again for what is not there, until the last moment at which it could come. */
async function storedOf(
  tempo: Tempo,
  sent: readonly Sent[],
  until: number,
  signal: AbortSignal,
): Promise<Map<string, readonly Span[]>> {
  const found = new Map<string, readonly Span[]>();
  for (;;) {
    const last = Date.now() >= until;
    const open = sent.filter(({ probe }) => !found.has(probe.traceId));
    await inParallel(open, AT_ONCE, async ({ probe }) => {
      const answer = await tempo.byId(probe.traceId, signal);
      if (answer.ok && answer.value.length > 0) found.set(probe.traceId, answer.value);
    });
    if (last || found.size === sent.length) return found;
    await wait(LOOK_EVERY, undefined, { signal });
  }
}
