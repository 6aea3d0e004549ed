import { collectorUnreached } from '#grading/bench-faults/collector-unreached.ts';
import type { CheckBench } from '#grading/experiment.ts';
import type { LogLine } from '#runtimes/runtime.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { isAccepted } from '../checkout/is-accepted.ts';
import type { Probe } from '../checkout/probes/probe.ts';
import type { ProbeAnswer } from '../checkout/probes/probe-answer.ts';
import { hasOwnSpan, isComplete } from '../checkout/settle/complete.ts';
import { exportErrorsIn } from '../checkout/settle/read-log.ts';
import { settleLimits } from '../checkout/settle/settle-limits.ts';
import { untilReached } from '../until-reached.ts';
import { foundInLines, linesByTrace } from './find-own.ts';
import { type OwnTracesWish, searching } from './search-own.ts';
import { type OwnControl, type OwnTraces, ownTraceOf } from './seen.ts';
import { sendControl } from './send-control.ts';
import { settleOwn } from './settle-own.ts';
import { unconsumed } from './unconsumed.ts';

type Bench = Pick<CheckBench, 'runtime' | 'answers' | 'since' | 'progress'>;

/** Sends the control, and looks at the learner's traces until they have settled. */
export function runOwnTraces(
  wish: OwnTracesWish & { shopIsGiven?: boolean },
  bench: Bench,
  signal: AbortSignal,
): Promise<OwnTraces> {
  return untilReached(() => runOnce(wish, bench, signal), { progress: bench.progress, signal });
}

async function runOnce(
  wish: Parameters<typeof runOwnTraces>[0],
  { runtime, answers, since, progress }: Bench,
  signal: AbortSignal,
): Promise<OwnTraces> {
  const began = Date.now();
  const tempo = tempoAt(runtime.endpoints().tempo);
  const answered = wish.ids(answers).filter((id) => /^[0-9a-f]{32}$/.test(id));
  const inLines = wish.sinceBegun ? foundInLines(linesByTrace(runtime), since) : [];
  const lines: LogLine[] = [];
  const listening = new AbortController();
  runtime.followLogs((line) => lines.push(line), AbortSignal.any([signal, listening.signal]));
  try {
    progress('Sending a checkout of the check’s own, to prove that the bench keeps what it is sent');
    const sent = await sendControl(runtime, signal);
    const search = searching(tempo, wish, { answers, since, began, inLines });
    progress('Looking at your traces');
    const isWhole = controlIsWhole(sent, wish);
    let byTrace = linesByTrace(runtime);
    let read = 0;
    const settled = await settleOwn({
      limits: settleLimits(runtime.exportDelay),
      tempo,
      ids: [sent.probe.traceId, ...answered, ...search.known()],
      ...(search.isNeeded && { search: search.run }),
      linesOf: (id) => {
        // New lines have come only where one was heard; to put thousands in order at every look is not for nothing.
        if (lines.length > read) [byTrace, read] = [linesByTrace(runtime), lines.length];
        return byTrace.get(id) ?? [];
      },
      isComplete: (id, spans, own) =>
        id === sent.probe.traceId ? isWhole(spans, own) : nothingUnderWay(spans, own),
      signal,
    });
    byTrace = linesByTrace(runtime);
    // A search may have seen the end of a trace only, which began before the step.
    const isOfStep = (id: string) =>
      inLines.some(({ traceId }) => traceId === id) ||
      (settled.traces.get(id)?.spans ?? []).every(({ startTime }) => startTime >= since);
    const found = search.known().filter((id) => !answered.includes(id) && isOfStep(id));
    const traces = [...new Set([...answered, ...found])].map((traceId) => {
      const { spans = [], growing = false } = settled.traces.get(traceId) ?? {};
      const isAnswered = answered.includes(traceId);
      return ownTraceOf({ traceId, answered: isAnswered, spans, growing, lines: byTrace.get(traceId) ?? [] });
    });
    const unreached = collectorUnreached(lines, runtime.endpoints().servicesOtlp);
    return {
      traces,
      ...{ more: search.more(), spanIds: search.spanIds(), since, answers },
      control: controlSeen(sent, settled),
      ...(search.problem() && { searchProblem: search.problem()! }),
      exportErrors: exportErrorsIn(lines),
      ...(unreached && { unreached }),
    };
  } finally {
    listening.abort();
  }
}

interface Sent {
  probe: Probe;
  answer: ProbeAnswer;
  problem?: string;
}

/**
 * Whether nothing more of the control is waited for: it is whole, was refused, or a service says that it is not recorded.
 * In a shop that may lose its checkout, the span that went straight to the store will do.
 */
function controlIsWhole({ probe, answer }: Sent, { shopIsGiven = true }: { shopIsGiven?: boolean }) {
  return (spans: readonly Span[], lines: readonly LogLine[]): boolean =>
    !isAccepted(answer.status) ||
    (!shopIsGiven && hasOwnSpan({ probe, spans })) ||
    isComplete.storefront({ probe, answer, spans, logs: [] }) ||
    (hasOwnSpan({ probe, spans }) && lines.some(({ fields }) => isUnsampled(fields)));
}

function isUnsampled(fields: LogLine['fields']): boolean {
  const flags = fields?.trace_flags;
  return typeof flags === 'string' && (Number.parseInt(flags, 16) & 1) === 0;
}

/** Whether every span is stored in which a service logged a line, and every message was received. */
function nothingUnderWay(spans: readonly Span[], lines: readonly LogLine[]): boolean {
  const stored = new Set(spans.map(({ spanId }) => spanId));
  const logged = lines.filter(({ fields }) => !isUnsampled(fields)).map(({ fields }) => fields?.span_id);
  return (
    logged.every((id) => typeof id !== 'string' || stored.has(id)) &&
    unconsumed(buildTree(spans)).length === 0
  );
}

function controlSeen(
  { probe, answer, problem: refused }: Sent,
  settled: Awaited<ReturnType<typeof settleOwn>>,
): OwnControl {
  const spans = settled.traces.get(probe.traceId)?.spans ?? [];
  const result = { probe, answer, spans, logs: [] };
  const problem = refused ?? settled.problem;
  return {
    ...{ probe, answer, spans, stored: hasOwnSpan(result), whole: isComplete.storefront(result) },
    ...(problem && { problem }),
  };
}
