import { setTimeout as wait } from 'node:timers/promises';
import type { CheckBench } from '#grading/experiment.ts';
import type { LogLine, PartStatus } from '#runtimes/runtime.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { exportSpans } from '#telemetry/otlp/export-span.ts';
import { parentSpanOf } from '../checkout/probes/probe.ts';
import type { Stopped } from './seen.ts';
import { sendUntilRefused } from './send-until-refused.ts';
import { AFTER_END, storedOf } from './stored-of.ts';

const SERVICE = 'catalog';
/** Milliseconds for which requests come in before the stop is asked for: ten of each client. */
const BEFORE_STOP = 400;
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
  const { stored, unanswered } = await storedOf(tempoAt(runtime.endpoints().tempo), answered, end, signal);
  // The spans that the requests name as their parents come last: until then whatever is stored is the service's.
  const parents = answered.map(({ probe, answer }) => parentSpanOf(probe, 'check: before a stop', answer));
  await exportSpans(runtime.endpoints().tempoOtlp, parents, signal, 'Tempo');
  const own = lines.filter((line) => line.generation === undefined || line.generation === generation);
  return {
    ...{ service: SERVICE, asked, ended: end },
    ...(after.lastStop && { exit: { code: after.lastStop.code, signal: after.lastStop.signal } }),
    ...(unanswered !== undefined && { unanswered }),
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
