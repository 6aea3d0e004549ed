import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';

/** One of the requests that were sent until the service refused them. */
export interface StoppedRequest {
  probe: Probe;
  book: string;
  answer: ProbeAnswer;
  /** Whether Tempo holds anything of the request's trace, where the service alone records. */
  stored: boolean;
}

/** What became of the requests of a service that was stopped while they came in. */
export interface Stopped {
  service: Service;
  /** Those that the process which was stopped answered, in the order of their answers. */
  requests: readonly StoppedRequest[];
  /** When the stop was asked for, and when the process had ended: milliseconds since the Unix epoch. */
  asked: number;
  ended: number;
  /** How it ended, where the runtime sees it. */
  exit?: { code: number | null; signal: string | null };
  /** Why it is not known of some requests whether they are stored. */
  unanswered?: string;
  /** What it logged: of the first requests, and all since the stop was asked for. */
  lines: readonly LogLine[];
  /** Whole traces of a few requests, for evidence. */
  samples: readonly Span[];
}
