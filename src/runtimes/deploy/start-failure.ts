import type { Service } from '#system/part-names.ts';
import { newestLines } from '../logs/newest-lines.ts';
import type { ApplyResult, LogLine, PartHealth, PartStatus } from '../runtime.ts';
import { causeUnder } from './dependencies.ts';

interface FailedStart {
  health: (signal: AbortSignal) => Promise<PartHealth[]>;
  logs: (service: Service) => readonly LogLine[];
  /** Whether somebody outside holds the service's process still. */
  isHeld: (service: Service) => boolean;
  /** The services that were started and did not become ready, each with the generation that ran before. */
  failed: readonly { status: PartStatus; before: number }[];
}

/** Why services did not start: the edit is at fault only where nothing they depend on is down and nobody else ended them. */
export async function startFailure(
  { health, logs, isHeld, failed }: FailedStart,
  signal: AbortSignal,
): Promise<ApplyResult> {
  const down = new Set((await health(signal)).filter((answer) => !answer.ok).map((answer) => answer.part));
  const judged = failed.map(({ status, before }) => ({
    status,
    before,
    cause: causeUnder(status.part as Service, down),
  }));
  const held = judged.find(({ status }) => isHeld(status.part as Service));
  if (held) {
    const reason = 'its process was stopped by a signal (SIGSTOP) from outside';
    return { status: 'broken', service: held.status.part as Service, reason };
  }
  const own = judged.find(
    ({ cause, status }) => cause === undefined && !FROM_OUTSIDE.has(status.lastExit?.signal ?? ''),
  );
  const { status, before, cause } = own ?? judged[0]!;
  const service = status.part as Service;
  const reason = status.reason ?? 'it did not become ready';
  if (!own) return { status: 'broken', service, ...(cause && { part: cause }), reason };
  const exited = status.lastExit && status.lastExit.time >= status.since - 1000 ? status.lastExit : undefined;
  return {
    status: 'does-not-start',
    service,
    lastLines: newestLines(logs(service), before, LINES),
    exit: exited ? { code: exited.code, signal: exited.signal } : null,
  };
}

/** A crash of a Go program says why first and then, at length, where. */
const LINES = 60;

/** Signals that a program does not raise against itself by a fault of its own. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);
