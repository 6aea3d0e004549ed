import type { LogLine } from '#runtimes/runtime.ts';
import type { Service } from '#system/part-names.ts';
import { isOwnTraceId } from '#telemetry/trace/own-trace-id.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree, type SpanTree } from '#telemetry/trace/tree.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import type { Unreached } from '../checkout/probes/probe-result.ts';

/** One trace that the learner named, or that one of the learner's requests left. */
export interface OwnTrace {
  traceId: string;
  /** Whether an answer names it; otherwise it was found, since the step was begun. */
  answered: boolean;
  /** Whether a check sent the request, so that the learner only found it. */
  byCheck: boolean;
  /** What is stored; empty for an id that Tempo does not know. */
  spans: readonly Span[];
  /** The same spans, related. Where the learner made up the parent of the first, that one is an orphan. */
  tree: SpanTree;
  /** Every line of a service that names the id, oldest first, as far as the runtime has kept them. */
  lines: readonly LogLine[];
  /** What the lines say of the sampled bit: with flags 01 it should be stored, with 00 nobody records it. */
  logged: { sampled: boolean; unsampled: boolean };
  /** Whether spans still came in, or were still to come, when the check could wait no longer. */
  growing: boolean;
}

/** What proves that the bench keeps what it is sent: a span straight to the store, and a checkout of the check's own. */
export interface OwnControl {
  probe: Probe;
  answer: ProbeAnswer;
  /** Whether the span that was sent straight to the store is there. */
  stored: boolean;
  /** Whether the checkout left a span of every service, in one trace. */
  whole: boolean;
  spans: readonly Span[];
  /** Why Tempo did not show them, in its own words. */
  problem?: string;
}

/** What an experiment over the learner's own traces saw. */
export interface OwnTraces {
  /** Those that answers name, in their order, then those that were found, oldest first; each once. */
  traces: readonly OwnTrace[];
  /** Whether there were more than the experiment looks at; the newest are here. */
  more: boolean;
  /** The traces that hold a span with the id that an answer names, by that id. */
  spanIds: Readonly<Record<string, readonly string[]>>;
  control: OwnControl;
  /** When the learner began the step, in milliseconds since the Unix epoch. */
  since: number;
  /** What the learner answered, as the check was given it. */
  answers: Readonly<Record<string, unknown>>;
  /** Why traces that no log line names could not be looked for. */
  searchProblem?: string;
  /** The newest complaint of a service's span exporter, by service. */
  exportErrors: Partial<Record<Service, string>>;
  /** There when the control was lost because a service did not reach the Collector. */
  unreached?: Unreached;
}

/** A trace with what follows from its spans and log lines. */
export function ownTraceOf(
  facts: Pick<OwnTrace, 'traceId' | 'answered' | 'spans' | 'lines' | 'growing'>,
): OwnTrace {
  const flags = facts.lines.map(({ fields }) => fields?.trace_flags).filter((one) => typeof one === 'string');
  const sampled = flags.map((one) => (Number.parseInt(one, 16) & 1) === 1);
  return {
    ...facts,
    byCheck: isOwnTraceId(facts.traceId),
    tree: buildTree(facts.spans),
    logged: { sampled: sampled.includes(true), unsampled: sampled.includes(false) },
  };
}
