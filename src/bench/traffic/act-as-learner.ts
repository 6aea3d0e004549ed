import { setTimeout as wait } from 'node:timers/promises';
import { filled } from '#course/answers/placeholders.ts';
import type { Request } from '#course/answers/requests.ts';
import { unconsumed } from '#grading/experiments/own-traces/unconsumed.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { type Tempo, tempoAt } from '#telemetry/clients/tempo.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { buildTree } from '#telemetry/trace/tree.ts';
import { asksForSpans, newRequest, type SentRequest, valueOfRequest } from './request-values.ts';
import { sendRequest } from './send-request.ts';

/** Milliseconds between two looks at a trace that must show the same, as long as its last spans may be on their way. */
const QUIET = 600;
/** Milliseconds after which a trace is taken as it is. */
const SETTLE_LIMIT = 10_000;

/**
 * Sends the requests of an answer, one after the other, as a learner would, and fills in what the learner would then type:
 * ids and times of the traces that the requests left. A request that fails is told with its name.
 */
export async function actAsLearner(
  bench: Pick<Runtime, 'endpoints' | 'followLogs'>,
  requests: readonly Request[],
  answers: string,
  signal: AbortSignal,
): Promise<string> {
  const sent = new Map(requests.map(({ id }) => [id, newRequest()]));
  const spans = new Map<string, readonly Span[]>();
  const tempo = tempoAt(bench.endpoints().tempo);
  const valueFor = async (name: string): Promise<string> => {
    const [id = '', ...rest] = name.split('.');
    const path = rest.join('.');
    const request = sent.get(id);
    try {
      if (!request) throw new Error('there is no such request');
      if (asksForSpans(path) && !spans.has(id)) spans.set(id, await settledSpans(tempo, request, signal));
      return valueOfRequest(path, request, spans.get(id) ?? []);
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(`{{${name}}} cannot be filled in: ${(error as Error).message}`, { cause: error });
    }
  };
  for (const request of requests) {
    const inJson = async (name: string) => JSON.stringify(await valueFor(name)).slice(1, -1);
    const ready = JSON.parse(await filled(JSON.stringify(request), inJson)) as Request;
    await sendRequest(bench, ready, sent.get(request.id)!, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new Error(`Request “${request.id}” failed: ${(error as Error).message}`, { cause: error });
    });
  }
  return filled(answers, valueFor);
}

/** The spans of a request's trace, once two looks show the same and every message has been received. */
async function settledSpans(
  tempo: Tempo,
  { trace, made }: SentRequest,
  signal: AbortSignal,
): Promise<readonly Span[]> {
  let before: readonly Span[] = [];
  for (const until = performance.now() + SETTLE_LIMIT; ; await wait(QUIET, undefined, { signal })) {
    const found = await tempo.byId(trace ?? made.trace, signal);
    const now = found.ok ? found.value : before;
    const isSettled =
      now.length > 0 && now.length === before.length && unconsumed(buildTree(now)).length === 0;
    if (isSettled || performance.now() > until) return now;
    before = now;
  }
}
