import { Hono } from 'hono';
import type { CheckoutResult, TraceList, TraceView } from '#api/trace-view.ts';
import type { WholeTrace } from '#api/whole-trace.ts';
import { createRecentRequests } from '#bench/traffic/recent-requests.ts';
import type { BackendAnswer } from '#telemetry/clients/answer.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import type { TraceSummary } from '#telemetry/clients/tempo-search.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { drawTrace } from '#trace-view/view.ts';
import { wholeSpans } from '#trace-view/whole-spans.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { notReady } from '../http/not-ready.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findLab } from './find-lab.ts';

/** Traces in a list: more are read by nobody. */
const LISTED = 20;
/** How many of the traces that match are looked for: enough that the newest of them are the newest of all. */
const MOST_MATCHING = 500;

/** Shows a trace, lists those there are, and shows what one checkout leaves behind. */
export function traceRoutes({
  labs,
  runtime,
  lifecycle,
  sendCheckout,
  bringFiles,
  signal,
}: Pick<
  BenchParts,
  'labs' | 'runtime' | 'lifecycle' | 'sendCheckout' | 'bringFiles' | 'signal'
>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  routes.post('/api/labs/:lab/checkout', async (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    if (!lifecycle.state().ready) return notReady(lifecycle.state().reason);
    // What is saved is what is sent to; where it cannot be, the answer says so.
    const deployed = await bringFiles.before(open);
    const result: CheckoutResult = { ...(await sendCheckout(signal)), ...(deployed && { deployed }) };
    return c.json(result);
  });
  const recent = createRecentRequests(() => runtime.endpoints().tempo);
  routes.get('/api/traces', async (c) => {
    const query = c.req.query('q')?.trim() ?? '';
    if (query)
      return searched(
        await tempoAt(runtime.endpoints().tempo).summaries(newest(query), signal, { limit: MOST_MATCHING }),
      );
    const requests = await recent(signal);
    return requests.ok
      ? c.json(requests.value)
      : problemResponse(502, { title: 'Tempo did not answer.', detail: requests.problem });
  });
  const stored = (traceId: string) => spansOf(traceId, runtime.endpoints().tempo, signal);
  routes.get('/api/traces/:traceId{[0-9a-f]+}', async (c) => {
    const traceId = c.req.param('traceId');
    const spans = await stored(traceId);
    return spans instanceof Response ? spans : c.json(drawTrace(traceId, spans) satisfies TraceView);
  });
  routes.get('/api/traces/:traceId{[0-9a-f]+}/spans', async (c) => {
    const traceId = c.req.param('traceId');
    const spans = await stored(traceId);
    if (spans instanceof Response) return spans;
    return c.json({ traceId, spans: wholeSpans(spans) } satisfies WholeTrace);
  });
  return routes;
}

async function spansOf(traceId: string, tempo: string, signal: AbortSignal): Promise<Span[] | Response> {
  if (traceId.length !== 32) return problemResponse(404, { title: 'A trace id has 32 hex digits.' });
  const found = await tempoAt(tempo).byId(traceId, signal);
  if (!found.ok) return problemResponse(502, { title: 'Tempo did not answer.', detail: found.problem });
  // A trace that is not there yet, or that nobody recorded, is an empty one: whoever asks expects it.
  return [...found.value];
}

/** Without the hint Tempo gives any that match, up to the limit. */
function newest(query: string): string {
  return /\bwith\s*\(/.test(query) ? query : `${query} with (most_recent=true)`;
}

function searched(found: BackendAnswer<TraceSummary[]>): Response {
  if (!found.ok)
    return problemResponse(400, { title: 'Tempo did not take this query.', detail: found.problem });
  const traces = found.value
    .toSorted((a, b) => b.start - a.start)
    .slice(0, LISTED)
    .map(({ traceId, rootService = '', rootName = '', start, duration }) => ({
      ...{ traceId, service: rootService, name: rootName },
      ...{ start, duration },
    }));
  const matching = found.value.length;
  return Response.json({ traces, matching, more: matching >= MOST_MATCHING } satisfies TraceList);
}
