import type { Verdict } from '#course/verdict.ts';
import { exportSpans, type OwnSpan } from '#telemetry/otlp/export-span.ts';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';

/** The trace of one run of a check: the platform is a traced service like those it judges. */
export interface CheckTrace {
  /** The check goes on to its next phase; each becomes a child span. */
  phase(name: string): void;
  /** Which spans began what the check saw: their traces are linked, not joined. */
  observed(seen: unknown, begun: readonly { traceId: string; spanId: string }[]): void;
  /** Sends the spans to the bench's own Collector; gives the trace id once they are taken, and never throws. */
  send(otlpHttp: string, verdict: Verdict): Promise<string | undefined>;
}

/** A verdict does not wait longer than this for its own trace, in milliseconds. */
const SEND_TIMEOUT = 500;

/** Begins the trace of a check. It carries no order, so that no search for a probe's spans finds it. */
export function traceCheck(lab: string, step: string): CheckTrace {
  const traceId = newTraceId();
  const now = traceClock();
  const root = { traceId, spanId: newSpanId(), kind: 'internal' as const, startTime: now() };
  const phases: OwnSpan[] = [];
  const links: { traceId: string; spanId: string }[] = [];
  const endPhase = () => {
    const open = phases.at(-1);
    if (open) open.endTime = now();
  };
  return {
    phase(name) {
      endPhase();
      const own = { traceId, spanId: newSpanId(), parentSpanId: root.spanId, kind: 'internal' as const };
      phases.push({ ...own, name, startTime: now(), endTime: now(), attributes: {} });
    },
    observed(_seen, begun) {
      links.push(...begun);
    },
    async send(otlpHttp, { status, finding }) {
      endPhase();
      const attributes = {
        'spanwise.lab': lab,
        'spanwise.step': step,
        'spanwise.verdict': status,
        ...(finding && { 'spanwise.finding': finding }),
      };
      const name = `check ${lab}/${step}`;
      const spans = [{ ...root, name, endTime: now(), attributes, links }, ...phases];
      const sent = await exportSpans(otlpHttp, spans, AbortSignal.timeout(SEND_TIMEOUT)).catch(
        () => undefined,
      );
      return sent?.ok ? traceId : undefined;
    },
  };
}

/** Times of one trace: set by the system's clock, as those of the services are, and even where that is put right meanwhile. */
function traceClock(): () => number {
  const origin = Date.now() - performance.now();
  return () => origin + performance.now();
}
