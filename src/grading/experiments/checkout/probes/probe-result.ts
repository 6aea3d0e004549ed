import type { Service } from '#system/part-names.ts';
import type { CollectorCounts } from '#telemetry/clients/collector-metrics.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Probe } from './probe.ts';
import type { ProbeAnswer } from './probe-answer.ts';

/** A service's log line that belongs to a probe. */
export interface KeyedLog {
  service: Service;
  /** Empty when the line names no trace. */
  traceId: string;
  spanId: string;
  /** From trace_flags; undefined when the line names none. */
  sampled: boolean | undefined;
  message: string;
}

/** Everything that one probe left behind. */
export interface ProbeResult {
  probe: Probe;
  answer: ProbeAnswer;
  /** All spans of every trace that this probe's ids, order or log lines lead to. */
  spans: readonly Span[];
  logs: readonly KeyedLog[];
}

/** What a request straight to catalog left behind. */
export interface BookResult extends ProbeResult {
  book: string;
}

/** Checkouts of one attempt that left the same behind: the first of them, and what each of them was. */
export interface AlikeCheckouts extends ProbeResult {
  /** What told each checkout from the others, such as its book. */
  labels: readonly string[];
}

/** A service that could not send its spans to the bench's Collector, and its own words for it. */
export interface Unreached {
  service: Service;
  error: string;
}

/** What an attempt saw, once settled. */
export interface Observation {
  /** Every checkout of the attempt, those that left the same behind together; never empty. */
  checkouts: readonly AlikeCheckouts[];
  /** A checkout whose caller says that its trace is not recorded. */
  unsampled?: ProbeResult;
  /** Sent straight to orders. */
  orders: ProbeResult;
  /** Sent straight to catalog. */
  catalog: ProbeResult;
  /** Sent straight to catalog for other books, where the experiment asks for some. */
  books?: readonly BookResult[];
  /** False when spans still came in at the deadline, or no search ever found what is stored. */
  settled: boolean;
  /** Why the search cannot be relied on: it did not answer, or did not find what is stored. */
  searchProblem?: string;
  /** Why a trace of the check's own could not be looked at until the end: what is stored of it is not known. */
  unread?: string;
  /**
   * Spans of the attempt's time that are roots of traces of their own and belong to no probe, such as a statement run without a
   * context; where all are looked for, also those that a service put into the trace of the request before the attempt.
   */
  detachedRoots: readonly Span[];
  /** What the Collector counted meanwhile, of all services together; absent where its metrics did not answer. */
  collector?: CollectorCounts;
  /** The newest complaint of a service's span exporter, by service. */
  exportErrors: Partial<Record<Service, string>>;
  /** There when spans were lost because the Collector could not be reached. */
  unreached?: Unreached;
}
