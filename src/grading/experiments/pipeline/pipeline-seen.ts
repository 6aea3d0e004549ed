import type { CollectorGraph } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { CollectorCounters } from '#telemetry/clients/collector-counters.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';

/** What a checkout is in itself, which is what a sampler may decide by. */
export type CheckoutKind = 'ordinary' | 'declined' | 'slow';

/** A checkout that was sent through the services, and what the backends hold of its trace. */
export interface SentCheckout {
  kind: CheckoutKind;
  /** What tells it from the others, for people. */
  label: string;
  probe: Probe;
  answer: ProbeAnswer;
  /** What Tempo holds. */
  spans: readonly Span[];
  /** What Jaeger holds; absent where nobody asked it. */
  inJaeger?: readonly Span[];
}

/** A failure that the Collector logged. */
export interface CollectorComplaint {
  /** The component that it is about, such as `otlp_grpc/tempo`; empty where the line names none. */
  component: string;
  message: string;
}

/** What became of the spans of a few checkouts on their way through the Collector. */
export interface PipelineSeen {
  /** Never empty. */
  checkouts: readonly SentCheckout[];
  /** What each component of the Collector counted meanwhile; absent where its metrics did not answer. */
  counted?: CollectorCounters;
  /** Traces that tail sampling had met and not decided on when the check ended. */
  undecided: number;
  /** How the Collector reads its files; absent where its program cannot be asked on this machine. */
  graph?: CollectorGraph;
  /** The newest complaint of a service's span exporter, by service. */
  exportErrors: Partial<Record<Service, string>>;
  /** What the Collector complained of since it was started, each thing once. */
  complaints: readonly CollectorComplaint[];
  /** Why Jaeger did not answer, where it was asked. */
  jaegerProblem?: string;
  /** The file of the workspace that the Collector runs. */
  file: string;
  /** False when spans still came in at the deadline. */
  settled: boolean;
}

/** Services of which the checkout's trace holds a span. */
export function servicesStored({ spans }: Pick<SentCheckout, 'spans'>): string[] {
  return [...new Set(spans.map(({ service }) => service))].toSorted();
}
