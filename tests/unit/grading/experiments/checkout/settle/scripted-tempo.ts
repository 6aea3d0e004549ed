import type { Clock } from '#grading/experiments/clock.ts';
import type { Tempo } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';

/** A span and when Tempo has it: milliseconds since the first look. */
export type StoredAt = [at: number, span: Span];

interface Script {
  stored: readonly StoredAt[];
  /** How far a search is behind what is stored; Infinity for a search that finds nothing. */
  searchLag?: number;
  /** When Tempo does not answer at all, and when only its search does not. */
  away?: (now: number) => boolean;
  searchAway?: (now: number) => boolean;
  /** When it does not answer for one trace. */
  unread?: (now: number, traceId: string) => boolean;
  /** What happens to the rest of the bench at a time, such as a service that logs a line. */
  at?: readonly [at: number, happens: () => void][];
}

/** A Tempo that stores spans by a script, and the clock that the script and the code under test share. */
export function scriptedTempo({
  stored,
  searchLag = 1050,
  away = () => false,
  searchAway = () => false,
  unread = () => false,
  at = [],
}: Script) {
  let now = 0;
  const waiting = [...at];
  const calls: string[] = [];
  const clock: Clock = {
    now: () => now,
    async wait(milliseconds, signal) {
      now += milliseconds;
      while (waiting[0] && waiting[0][0] <= now) waiting.shift()![1]();
      signal.throwIfAborted();
    },
  };
  const by = (time: number) => stored.filter(([storedAt]) => storedAt <= time).map(([, span]) => span);
  const tempo: Tempo = {
    async byId(traceId, signal) {
      signal.throwIfAborted();
      calls.push(`${now} byId`);
      if (away(now)) return { ok: false, stage: 'tempo', problem: 'connection refused' };
      if (unread(now, traceId)) return { ok: false, stage: 'tempo', problem: 'no answer within 2000 ms' };
      return { ok: true, value: by(now).filter((span) => span.traceId === traceId) };
    },
    async search(_query, signal) {
      signal.throwIfAborted();
      calls.push(`${now} search`);
      if (away(now) || searchAway(now))
        return { ok: false, stage: 'search', problem: 'no answer within 2000 ms' };
      return { ok: true, value: [...new Set(by(now - searchLag).map(({ traceId }) => traceId))] };
    },
  };
  return { tempo, clock, calls, elapsed: () => now };
}
