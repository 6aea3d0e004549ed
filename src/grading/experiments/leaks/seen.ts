import type { CollectorGraph, LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import type { Unreached } from '../checkout/probes/probe-result.ts';
import type { CollectorComplaint } from '../pipeline/pipeline-seen.ts';
import type { Canary } from './canary.ts';
import type { KeptAddress } from './kept-addresses.ts';
import type { ProbeId } from './plan-leaks.ts';

export const STORES = ['tempo', 'jaeger'] as const;
export type Store = (typeof STORES)[number];

/** One customer's checkout, and everything it left behind. */
export interface LeakProbe {
  id: ProbeId;
  /** What tells it from the others, for people. */
  label: string;
  declined: boolean;
  canary: Canary;
  probe: Probe;
  answer: ProbeAnswer;
  /** Whatever each store that was asked holds of its trace, copies of a span included. */
  stored: Partial<Record<Store, readonly Span[]>>;
  /** Lines of the services that name its order or its trace, or hold a value of its customer. */
  lines: readonly LogLine[];
}

/** A search of Tempo for the customers' values in one of the places where the shop is known to put them. */
export interface Searched {
  /** Key of an attribute, or what else the place is called in TraceQL. */
  place: string;
  /** Traces of probes in which a span holds a value there, hidden copies included. */
  traceIds: readonly string[];
}

/** A series on the metrics page of a service that holds a value of a customer. */
export interface LeakingSeries {
  service: Service;
  name: string;
  labels: Readonly<Record<string, string>>;
}

/** What else leaves the services, where it was looked at. */
export interface BeyondSpans {
  /** Series of the services' metrics that were read. */
  seriesRead: number;
  series: readonly LeakingSeries[];
  /** Messages of the checkouts, as they were sent. */
  messages: readonly Pick<TappedMessage, 'queue' | 'messageId' | 'headers' | 'properties'>[];
  /** What the database keeps of the orders, which is no leak; absent where it did not say. */
  kept?: readonly KeptAddress[];
  /** Why a page of metrics or the database could not be read. */
  problem?: string;
}

/** What the experiment saw. */
export interface LeaksSeen {
  /** Never empty. */
  probes: readonly LeakProbe[];
  /** The stores that were asked. */
  stores: readonly Store[];
  searched: readonly Searched[];
  /** Absent where spans and lines alone were looked at. */
  beyond?: BeyondSpans;
  /** Spans that Tempo was sent meanwhile, copies included; absent where it did not say. */
  received?: number;
  /** What each component of the Collector counted meanwhile; absent where its metrics did not answer. */
  counted?: CollectorCounters;
  /** How the Collector reads its files; absent where its program cannot be asked on this machine. */
  graph?: CollectorGraph;
  /** The newest complaint of a service's span exporter, by service. */
  exportErrors: Partial<Record<Service, string>>;
  /** What the Collector complained of since it was started, each thing once. */
  complaints: readonly CollectorComplaint[];
  /** Why a store did not answer at last. */
  problems: Partial<Record<Store, string>>;
  /** Why nothing can be concluded from what the searches did not find. */
  searchProblem?: string;
  /** There when spans were lost because the bench's own Collector could not be reached. */
  unreached?: Unreached;
  /** What was typed for each question of the step. */
  answers: Readonly<Record<string, string>>;
  /** The file of the workspace that the Collector runs; absent where the bench's own runs. */
  file?: string;
  /** False when spans still came in at the deadline. */
  settled: boolean;
}
