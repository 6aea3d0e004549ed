import type { Evidence } from '#course/verdict.ts';
import { diagnosis } from '#grading/diagnosis.ts';
import { spanFact, traceFact } from '#grading/evidence.ts';
import type { Stopped, StoppedRequest } from '#grading/experiments/stopping/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { lineFact } from '#grading/log-evidence.ts';
import type { Span } from '#telemetry/trace/span.ts';

const GIVES = [
  'hangs-at-stop',
  'killed-by-signal',
  'nothing-recorded',
  'server-span-is-root',
  'shutdown-before-drain',
  'no-sdk-shutdown',
] as const;
type Found = Judgement<(typeof GIVES)[number]>;

/** catalog was stopped while requests came in, and what it had answered is not all stored; or it did not end in time. */
export const lostAtStop = diagnosis<(typeof GIVES)[number], Stopped>(GIVES, (seen): Found | undefined => {
  const { exit } = seen;
  if (exit?.signal === 'SIGKILL') return hangs(seen);
  const answered = answeredIn(seen);
  const lost = answered.filter(({ stored }) => !stored);
  if (lost.length === 0) return undefined;
  if (isUnhandled(seen)) return verdict('killed-by-signal', seen, lost);
  return unrecorded(seen, answered) ?? verdict(whichEnd(seen, lost), seen, lost);
});

/** Every answered request is stored. */
export function allStored(seen: Stopped): Judgement<'pass'> {
  const answered = answeredIn(seen);
  const late = answered.filter(({ answer }) => answer.answered > stopOf(seen));
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      answered: String(answered.length),
      late: String(late.length),
      traceId: answered[0]?.probe.traceId ?? '',
      took: String(seen.ended - seen.asked),
    },
    evidence: [
      ...oneOfEach(seen.samples).map((span) =>
        spanFact(span, 'Of a request that was answered before the stop.'),
      ),
      ...(late[0]
        ? [
            traceFact(
              late[0].probe.traceId,
              'catalog',
              `Asked for ${late[0].book} before the stop, answered after it, and stored.`,
            ),
          ]
        : []),
    ],
  };
}

/** The entry of each trace, or whatever of it is stored. */
function oneOfEach(spans: readonly Span[]): Span[] {
  const traces = Map.groupBy(spans, ({ traceId }) => traceId);
  return [...traces.values()].map((own) => own.find(({ kind }) => kind === 'server') ?? own[0]!);
}

/**
 * Whether the signal ended the process. One that is the first of its container cannot be ended by SIGTERM: Go's runtime tries
 * to, and then ends the process with exit code 2, which a panic does as well.
 */
function isUnhandled(seen: Stopped): boolean {
  const { exit, lines } = seen;
  if (exit?.signal) return exit.signal === 'SIGTERM';
  const isPanic = lines.some(({ text }) => text.startsWith('panic: '));
  return !stoppingLine(seen) && !isPanic && (exit === undefined || exit.code === 2);
}

function answeredIn({ requests }: Stopped): StoppedRequest[] {
  return requests.filter(({ answer }) => answer.status === 200);
}

function stoppingLine({ lines }: Stopped) {
  return lines.find(({ fields }) => fields?.msg === 'service stopping');
}

/** When the process itself says that it is stopping, or else when it was asked to. */
function stopOf(seen: Stopped): number {
  return stoppingLine(seen)?.time ?? seen.asked;
}

/** What was lost was answered after the stop only, so that the spans before it were sent: too early. */
function whichEnd(seen: Stopped, lost: readonly StoppedRequest[]) {
  const stop = stopOf(seen) - CLOCKS;
  const early = lost.some(({ answer }) => answer.answered < stop);
  return early ? 'no-sdk-shutdown' : 'shutdown-before-drain';
}

/** Milliseconds by which the time of a log line may be behind the time at which an answer was read. */
const CLOCKS = 20;

/** Nothing was there to be lost: the lines of the requests name no trace, or another than the caller's. */
function unrecorded(seen: Stopped, answered: readonly StoppedRequest[]): Found | undefined {
  const lines = seen.lines.filter(({ fields }) => fields?.book !== undefined);
  const named = lines.filter(({ fields }) => fields?.trace_id !== undefined);
  if (lines.length > 0 && named.length === 0) return verdict('nothing-recorded', seen, answered);
  const traces = new Set(answered.map(({ probe }) => probe.traceId));
  const apart = named.find(({ fields }) => !traces.has(String(fields?.trace_id)));
  if (!apart || named.some(({ fields }) => traces.has(String(fields?.trace_id)))) return undefined;
  return verdict('server-span-is-root', seen, answered, String(apart.fields?.trace_id));
}

function hangs(seen: Stopped): Found {
  return verdict(
    'hangs-at-stop',
    seen,
    answeredIn(seen).filter(({ stored }) => !stored),
  );
}

function verdict(
  finding: (typeof GIVES)[number],
  seen: Stopped,
  lost: readonly StoppedRequest[],
  ownTraceId = '',
): Found {
  const answered = answeredIn(seen);
  const after = answered.filter(({ answer }) => answer.answered > stopOf(seen));
  const { exit } = seen;
  const code = exit?.code === null || exit === undefined ? '' : ` with exit code ${exit.code}`;
  return {
    status: 'fail',
    finding,
    values: {
      answered: String(answered.length),
      stored: String(answered.filter(({ stored }) => stored).length),
      after: String(after.length),
      ending: `${((seen.ended - seen.asked) / 1000).toFixed(1)} s after it was asked to${code}`,
      said: saidOf(seen),
      traceId: lost[0]?.probe.traceId ?? '',
      ...{ ownTraceId, request: 'straight to catalog', parent: 'has no parent', link: '' },
    },
    evidence: evidenceOf(finding, seen, lost),
  };
}

function saidOf({ lines }: Stopped): string {
  const canceled = lines.some(({ text }) => text.includes('context canceled'));
  if (canceled)
    return 'Its log says “context canceled”: the context that it sent the last spans with had ended.';
  return 'Its log gives no reason. Sending was not asked for, or with a context that had ended, or the process ended first.';
}

function evidenceOf(
  finding: (typeof GIVES)[number],
  seen: Stopped,
  lost: readonly StoppedRequest[],
): Evidence[] {
  const kept = answeredIn(seen).filter(({ stored }) => stored);
  const ofRequests = finding === 'nothing-recorded' || finding === 'server-span-is-root';
  return [
    ...lost
      .slice(-2)
      .map(({ probe, book, answer }) =>
        traceFact(
          probe.traceId,
          'catalog',
          `Asked for ${book}, answered ${offset(answer.answered - stopOf(seen))}, and not stored.`,
        ),
      ),
    ...(kept[0]
      ? [traceFact(kept.at(-1)!.probe.traceId, 'catalog', 'The last answered request that is stored.')]
      : []),
    ...(ofRequests ? linesOfRequests(seen).slice(-2) : linesOfTheEnd(seen).slice(-4)).map((line) =>
      lineFact(line),
    ),
  ];
}

/** What the process said of its own end: lines of requests name traces that the facts before them name. */
function linesOfTheEnd({ lines, asked }: Stopped) {
  return lines.filter(({ time, fields }) => time >= asked && fields?.book === undefined);
}

/** How requests were logged, each trace once. */
function linesOfRequests({ lines }: Stopped) {
  const known = new Set<unknown>();
  return lines.filter(({ fields }) => {
    const trace = fields?.trace_id;
    if (fields?.book === undefined || (trace !== undefined && known.has(trace))) return false;
    known.add(trace);
    return true;
  });
}

function offset(milliseconds: number): string {
  const rounded = Math.round(Math.abs(milliseconds));
  return milliseconds < 0 ? `${rounded} ms before the stop` : `${rounded} ms after the stop`;
}
