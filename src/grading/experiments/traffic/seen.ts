import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import type { KeyedLog, Unreached } from '../checkout/probes/probe-result.ts';

/** What is stored of a request's trace. */
export interface StoredTrace {
  /** `whole`: every service that logged the request has a span there, and no parent or receiver is missing. */
  outcome: 'whole' | 'holes' | 'none';
  spans: number;
  services: readonly Service[];
  /** Services that logged the request and have no span there, upstream first. */
  missing: readonly Service[];
  /** Spans whose parent is stored nowhere; the request's own parent does not count. */
  orphans: number;
}

/** One request of many, in short: whole traces are kept of a few only. */
export interface TrafficResult {
  /** Of its group. */
  label: string;
  /** Its trace id is the one that the shop began where the request brought none; empty where no log line tells it. */
  probe: Probe;
  to: 'storefront' | 'orders' | 'catalog';
  book: string;
  card: string;
  answer: ProbeAnswer;
  /** The first line of each service about the request, upstream first: the flags there are what the service decided. */
  logs: readonly KeyedLog[];
  /** Milliseconds from the request to the last line about it; absent where there was none. */
  lastLine?: number;
  stored: StoredTrace;
}

/** What an experiment with many requests saw. */
export interface Traffic {
  requests: readonly TrafficResult[];
  /** Whole traces of a few requests of each kind, for evidence. */
  samples: readonly { traceId: string; spans: readonly Span[] }[];
  /** What the Collector counted meanwhile, by component; absent where its metrics did not answer. */
  collector?: CollectorCounters;
  /** Traces of before that the Collector had not decided on when the attempt began; absent where there were none. */
  backlog?: number;
  /** Milliseconds that tail sampling waits by the Collector's configuration; absent where nothing waits or nobody asked. */
  samplingWait?: number;
  /** The same for a trace with a root, which may end the wait: in whole seconds, as the sampler counts. */
  soonestDecision?: number;
  /** Where a tail sampler lets nothing in once it is full: its room, and the traces it had met before the attempt began. */
  blocking?: { room: number; metBefore: number };
  /** Pipelines in the services' way with a tail sampler: each meets every trace once; absent as above. */
  sampledPipelines?: number;
  /** Whether the Collector decided on every trace in time; true where it has nothing to decide. */
  decided: boolean;
  /** False where services still logged our requests at the deadline. */
  settled: boolean;
  /** Whether the span that was sent straight to the store is there, and what Tempo said where it is not. */
  control: { stored: boolean; problem?: string };
  /** Lines of the services that run now which are no ordinary news, such as the SDK's complaint of a sampler's name. */
  complaints: readonly LogLine[];
  /** The newest complaint of a service's span exporter, by service. */
  exportErrors: Partial<Record<Service, string>>;
  /** There when spans were lost because the Collector could not be reached. */
  unreached?: Unreached;
}

/** The requests of a group. */
export function requestsOf(
  { requests }: Pick<Traffic, 'requests'>,
  ...labels: readonly string[]
): TrafficResult[] {
  return requests.filter(({ label }) => labels.includes(label));
}
