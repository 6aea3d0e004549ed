import { Hono } from 'hono';
import type { CheckoutResult, TraceList, TraceView } from '#api/trace-view.ts';
import { SERVICES } from '#system/part-names.ts';
import { isEdge } from '#system/sources.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { OWN_SERVICE } from '#telemetry/otlp/export-span.ts';
import { drawTrace } from '#trace-view/view.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { notReady } from '../http/not-ready.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findLab } from './find-lab.ts';

/** Traces in a list: more are read by nobody. */
const LISTED = 20;
/** Requests of checks that may be newer than a learner's: a few checks' worth. */
const MOST_OF_A_CHECK = 100;
/** The service that requests from outside reach. */
const EDGE = SERVICES.find((service) => isEdge(service)) ?? '';
const REQUESTS = `{ resource.service.name = "${EDGE}" && kind = server }`;

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
  routes.get('/api/traces', async (c) => {
    const query = c.req.query('q')?.trim() ?? '';
    const found = await tempoAt(runtime.endpoints().tempo).summaries(query || REQUESTS, signal, {
      limit: query ? LISTED : MOST_OF_A_CHECK + LISTED,
    });
    if (!found.ok)
      return problemResponse(query ? 400 : 502, {
        title: query ? 'Tempo did not take this query.' : 'Tempo did not answer.',
        detail: found.problem,
      });
    const own = found.value.filter(({ rootService }) => query || rootService !== OWN_SERVICE);
    const traces = own
      .toSorted((a, b) => b.start - a.start)
      .slice(0, LISTED)
      .map(({ traceId, rootService, rootName, start, duration }) => {
        // A request to the Bookstore whose caller recorded nothing has no root, and its first service is known.
        const root = query ? { service: '', name: '' } : { service: EDGE, name: 'a request from outside' };
        return {
          traceId,
          service: rootService ?? root.service,
          name: rootName ?? root.name,
          start,
          duration,
        };
      });
    return c.json({ traces } satisfies TraceList);
  });
  routes.get('/api/traces/:traceId{[0-9a-f]+}', async (c) => {
    const traceId = c.req.param('traceId');
    if (traceId.length !== 32) return problemResponse(404, { title: 'A trace id has 32 hex digits.' });
    const found = await tempoAt(runtime.endpoints().tempo).byId(traceId, signal);
    if (!found.ok) return problemResponse(502, { title: 'Tempo did not answer.', detail: found.problem });
    if (found.value.length === 0)
      return problemResponse(404, { title: 'Tempo holds no trace with this id.' });
    const view: TraceView = drawTrace(traceId, found.value);
    return c.json(view);
  });
  return routes;
}
