import { SERVICES, type Service } from '#system/part-names.ts';
import type { TimeRange } from '#telemetry/clients/time-range.ts';
import type { LogLine } from '../runtime.ts';
import { boundedLines } from './bounded-lines.ts';

/** Lines of the services as they wrote them, from when keeping began. */
export interface RawLines {
  /** Lines of a time, both ends included, by service, oldest first; a service that wrote none has none. */
  between(range: TimeRange): Record<Service, LogLine[]>;
  /** How many of the oldest had to make room: where there are any, a line that is missing proves nothing. */
  lost(): number;
}

/** Characters of all lines together: thousands of requests, and no more memory than a bench can spare. */
const ROOM = 16_000_000;

/**
 * Keeps the services' lines whole until `signal` aborts, for a check that reads them as the learner would. A line counts
 * at the time it was written where somebody kept that, else when it was received, which is some milliseconds later.
 */
export function keepRawLines(
  follow: (listener: (line: LogLine) => void, signal: AbortSignal) => void,
  signal: AbortSignal,
  room: number = ROOM,
): RawLines {
  const kept = boundedLines(room);
  let lost = 0;
  follow((line) => {
    if (SERVICES.some((service) => service === line.part)) lost += kept.add(line);
  }, signal);
  return {
    between({ start, end }) {
      const lines = kept
        .first(kept.size())
        .filter((line) => timeOf(line) >= start && timeOf(line) <= end)
        .toSorted((a, b) => timeOf(a) - timeOf(b));
      const byService = SERVICES.map((service) => [service, lines.filter(({ part }) => part === service)]);
      return Object.fromEntries(byService) as Record<Service, LogLine[]>;
    },
    lost: () => lost,
  };
}

function timeOf({ written, time }: LogLine): number {
  return written ?? time;
}
