import { randomUUID } from 'node:crypto';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { ownTime, ownTimeOfServices } from '#telemetry/trace/own-time.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { toolParentId } from '#telemetry/trace/tool-parent.ts';
import { buildTree } from '#telemetry/trace/tree.ts';

/** What is known of a request: the ids made for it before it is sent, and what came of it. */
export interface SentRequest {
  made: { trace: string; span: string };
  order: string;
  /** How it was answered, 0 where it was not, and the milliseconds that took; absent until it is sent. */
  answer?: { status: number; ms: number };
  /** The trace in which the service that was asked recorded it, as its log says. */
  trace?: string | undefined;
  /** Of a checkout, the trace in which its payment was handled, as the log of the payments-worker says. */
  receiver?: string | undefined;
}

/** Chooses fresh ids for a request. */
export function newRequest(): SentRequest {
  return { made: { trace: newTraceId(), span: newSpanId() }, order: randomUUID() };
}

/** The value of a placeholder such as `trace` or `span.catalog.client.ms`; a text that says why there is none throws. */
export function valueOfRequest(path: string, request: SentRequest, spans: readonly Span[]): string {
  const { made, order, answer, trace, receiver } = request;
  const known: Record<string, string | undefined> = {
    ...{ order, 'made.trace': made.trace, 'made.span': made.span, trace },
    'made.tool-span': toolParentId(made.trace),
    'receiver.trace': receiver,
    ...{ status: answer && String(answer.status), ms: answer && String(answer.ms) },
  };
  const value = known[path] ?? valueInTrace(path.split('.'), spans);
  if (value === undefined) throw new Error(`nothing is known of “${path}”${spansSeen(spans)}`);
  return value;
}

/** Whether a placeholder asks for the spans of a request, which have to be waited for. */
export function asksForSpans(path: string): boolean {
  return path.startsWith('span.') || path.startsWith('service.');
}

function valueInTrace([kind, service, ...path]: string[], spans: readonly Span[]): string | undefined {
  if (kind === 'service') return valueOfService(service!, path[0]!, spans);
  const [ofKind, what] = path;
  // The longest of several, as an eye on the drawing would take it.
  const [span] = spans
    .filter((one) => one.service === service && one.kind === ofKind)
    .toSorted((a, b) => b.duration - a.duration);
  if (kind !== 'span' || !span) return undefined;
  const values: Record<string, () => string> = {
    id: () => span.spanId,
    name: () => span.name,
    ms: () => inMs(span.duration),
    own: () => inMs(ownTime(buildTree(spans), span)),
    start: () => inNanoseconds(span.startTime),
    end: () => inNanoseconds(span.startTime + span.duration),
  };
  return values[what!]?.();
}

/** `own` adds up what the service's spans spent themselves within the first span, `sum` the lengths of all its bars. */
function valueOfService(service: string, what: string, spans: readonly Span[]): string | undefined {
  const ofService = spans.filter((one) => one.service === service);
  if (ofService.length === 0) return undefined;
  if (what === 'sum') return inMs(ofService.reduce((sum, { duration }) => sum + duration, 0));
  const tree = buildTree(spans);
  const [top] = [...tree.roots, ...tree.orphans].toSorted((a, b) => a.startTime - b.startTime);
  return inMs(ownTimeOfServices(tree, top!).get(service) ?? 0);
}

function inMs(duration: number): string {
  return duration.toFixed(3);
}

function inNanoseconds(time: number): string {
  return String(BigInt(Math.round(time * 1_000)) * 1_000n);
}

function spansSeen(spans: readonly Span[]): string {
  const seen = spans.map(({ service, kind }) => `${service} ${kind}`).join(', ');
  return seen ? `; its trace has ${seen}` : '; its trace is not known or holds no span';
}
