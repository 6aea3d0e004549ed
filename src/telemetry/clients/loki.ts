import { z } from 'zod';
import { ask, type BackendAnswer } from './answer.ts';
import { asJson, bodyOf, readAs } from './read-json.ts';
import type { TimeRange } from './time-range.ts';

/** Asks Loki's HTTP API. Whatever goes wrong comes back as a value; only the signal makes a call throw. */
export interface Loki {
  /** Lines that a question selects, oldest first, at most 2000; without a range those of the last hour. */
  lines(question: LokiQuestion, signal: AbortSignal): Promise<BackendAnswer<LokiLine[], 'loki'>>;
}

/** Which lines are wanted. */
export interface LokiQuestion {
  /** Values of index labels, such as `service_name`; without any, the lines of every service. */
  labels?: Readonly<Record<string, string>>;
  traceId?: string;
  range?: TimeRange;
}

/** A line as Loki keeps it. */
export interface LokiLine {
  /** Milliseconds since the Unix epoch, with a fraction. */
  time: number;
  line: string;
  /** Index labels and structured metadata together, such as `service_name`, `trace_id` and `detected_level`. */
  labels: Record<string, string>;
}

/** Milliseconds for an answer: the first query after a start is slower than those after it. */
const TIMEOUT = 5000;
/** Lines at most: what a bench logs in some minutes; Loki itself refuses more than 5000. */
const MOST_LINES = 2000;

const LinesSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        stream: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.string().regex(/^\d+$/), z.string()], z.unknown())),
      }),
    ),
  }),
});

/** A client of the Loki at `baseUrl`. */
export function lokiAt(baseUrl: string): Loki {
  return {
    lines: (question, signal) =>
      ask('loki', { timeoutMs: TIMEOUT, signal }, async (both) => {
        const { range } = question;
        const parameters = new URLSearchParams({
          query: logQl(question),
          direction: 'forward',
          limit: String(MOST_LINES),
          ...(range && {
            start: nanoseconds(Math.floor(range.start)),
            end: nanoseconds(Math.ceil(range.end)),
          }),
        });
        const answer = await fetch(`${baseUrl}/loki/api/v1/query_range?${parameters}`, asJson(both));
        return linesIn(readAs(LinesSchema, await bodyOf(answer, 'Loki'), 'Loki'));
      }),
  };
}

function logQl({ labels = {}, traceId }: LokiQuestion): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  // Loki refuses a selector that could match a stream without labels.
  const selector = `{${matchers.length > 0 ? matchers.join(', ') : 'service_name=~".+"'}}`;
  return traceId === undefined ? selector : `${selector} | trace_id=${JSON.stringify(traceId)}`;
}

/** One timeline: Loki answers a stream at a time. Sorted as integers, because nanoseconds since 1970 do not fit a double. */
function linesIn({ data }: z.infer<typeof LinesSchema>): LokiLine[] {
  return data.result
    .flatMap(({ stream, values }) =>
      values.map(([nanos, line]) => ({ nanos: BigInt(nanos), line, labels: stream })),
    )
    .toSorted((a, b) => (a.nanos === b.nanos ? 0 : a.nanos < b.nanos ? -1 : 1))
    .map(({ nanos, line, labels }) => ({ time: Number(nanos / 1000n) / 1000, line, labels }));
}

function nanoseconds(milliseconds: number): string {
  return `${milliseconds}000000`;
}
