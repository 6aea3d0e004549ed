import { setTimeout as wait } from 'node:timers/promises';
import { SERVICES } from '#system/part-names.ts';
import { encodeLogs } from '#telemetry/otlp/encode-logs.ts';
import { logRecordOf } from '#telemetry/otlp/log-record.ts';
import type { LogLine } from '../runtime.ts';
import { boundedLines } from './bounded-lines.ts';

interface Forwarding {
  follow(listener: (line: LogLine) => void, signal: AbortSignal): void;
  /** The Collector's OTLP/HTTP receiver. */
  otlpHttp: string;
  /** Whether the log store is ready; until it is, lines wait. */
  isOpen: () => boolean;
  /** Called at most every 10 s with how many lines were lost, and why. */
  notify: (text: string) => void;
  signal: AbortSignal;
}

/** Milliseconds between two batches: a line is in Loki before a person has looked for it. */
const EVERY = 200;
/** Lines in one request. */
const BATCH = 500;
/** Milliseconds for one request; a Collector that is slower is busy, and the batch is offered again. */
const LIMIT = 5000;
/** Characters that wait at most: a service that floods its log costs lines, not the bench's memory. */
const ROOM = 4_000_000;
/** Milliseconds between two notices, so that a log that overflows does not fill another one. */
const NOTIFY_EVERY = 10_000;

/**
 * Sends the services' log lines to the Collector as OTLP logs, in batches, until `signal` aborts. It never holds a
 * service up: what the Collector does not take in time is dropped and counted.
 */
export function forwardLogs({ follow, otlpHttp, isOpen, notify, signal }: Forwarding): void {
  const waiting = boundedLines(ROOM);
  let dropped = { lines: 0, reason: '' };
  let notifiedAt = Number.NEGATIVE_INFINITY;
  const drop = (lines: number, reason: string) => {
    if (lines > 0) dropped = { lines: dropped.lines + lines, reason };
  };
  const notifyOfLoss = () => {
    if (dropped.lines === 0 || performance.now() - notifiedAt < NOTIFY_EVERY) return;
    notify(`spanwise: log lines of the services that are not in Loki: ${dropped.lines} (${dropped.reason})`);
    dropped = { lines: 0, reason: '' };
    notifiedAt = performance.now();
  };

  follow((line) => {
    if (!SERVICES.some((service) => service === line.part)) return;
    drop(waiting.add(line), 'more came in than could be handed on');
  }, signal);

  const keepSending = async () => {
    for (;;) {
      await wait(EVERY, undefined, { signal, ref: false });
      while (isOpen() && waiting.size() > 0) {
        const batch = waiting.first(BATCH);
        const outcome = await send(`${otlpHttp}/v1/logs`, batch, signal);
        if (outcome.again) break;
        waiting.remove(batch);
        if (outcome.reason) drop(batch.length, outcome.reason);
      }
      notifyOfLoss();
    }
  };
  void keepSending().catch(() => undefined);
}

/** `again`: nobody took it and it may be offered again. A reason without it: the Collector will never take this batch. */
interface Outcome {
  again?: boolean;
  reason?: string;
}

async function send(url: string, batch: readonly LogLine[], signal: AbortSignal): Promise<Outcome> {
  // A line that is read again, by a server started anew, must be the same record: Loki keeps one of two that are.
  const records = batch.map(({ part, time, written = time, ...line }) =>
    logRecordOf({ service: part, time: written, ...line }),
  );
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(encodeLogs(records)),
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT)]),
    });
    const text = await answer.text();
    if (answer.ok) return {};
    if ([429, 502, 503, 504].includes(answer.status)) return { again: true };
    return { reason: `the Collector answered ${answer.status}: ${text.trim().slice(0, 200)}` };
  } catch {
    signal.throwIfAborted();
    // The Collector is away or busy; the supervisor brings it back.
    return { again: true };
  }
}
