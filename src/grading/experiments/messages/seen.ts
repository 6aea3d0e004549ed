import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';
import type { Span } from '#telemetry/trace/span.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { KeyedLog, ProbeResult, Unreached } from '../checkout/probes/probe-result.ts';
import type { DirectRole, PaymentRole } from './plan-messages.ts';

/** One checkout, and all that it left on both sides of the queue. */
export interface PaymentResult extends ProbeResult {
  role: PaymentRole;
  /** What tells it from the others, for people. */
  label: string;
  /** Copies of its message, in the order in which they came. */
  messages: readonly TappedMessage[];
}

/** A message that the check put into the queue itself, and what the worker made of it. */
export interface DirectResult {
  role: DirectRole;
  probe: Probe;
  spans: readonly Span[];
  logs: readonly KeyedLog[];
  messages: readonly TappedMessage[];
}

/** What an experiment with messages saw, once settled. */
export interface MessagesSeen {
  payments: readonly PaymentResult[];
  direct: readonly DirectResult[];
  /** What orders and payments-worker said of a panic. */
  panics: readonly LogLine[];
  /** False when spans still came in at the deadline. */
  settled: boolean;
  /** Why the search cannot be relied on. */
  searchProblem?: string;
  /** Why no messages could be seen: RabbitMQ did not take the tap, or gave no copy of the check's own message. */
  tapProblem?: string;
  exportErrors: Partial<Record<Service, string>>;
  /** There when spans were lost because the Collector could not be reached. */
  unreached?: Unreached;
}
