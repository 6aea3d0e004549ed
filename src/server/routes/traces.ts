import { Hono } from 'hono';
import type { CheckoutResult, TraceView } from '#api/trace-view.ts';
import { tempoAt } from '#telemetry/clients/tempo.ts';
import { drawTrace } from '#trace-view/view.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { notReady } from '../http/not-ready.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findLab } from './find-lab.ts';

/** Shows a trace, and what one checkout leaves behind. */
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
