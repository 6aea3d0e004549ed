import { Hono } from 'hono';
import type { CheckRun } from '#api/check-run.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { notReady } from '../http/not-ready.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findLab, findStep } from './find-lab.ts';

/** Starts and cancels checks; how they go on and end comes as events, or is asked by number. */
export function checkRoutes({
  labs,
  lifecycle,
  checks,
  checkLog,
  workspaces,
}: Pick<BenchParts, 'labs' | 'lifecycle' | 'checks' | 'checkLog' | 'workspaces'>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  const findRun = (lab: string, number: string): CheckRun | Response => {
    const run = checkLog.find(Number(number));
    if (run?.lab === lab) return run;
    return problemResponse(404, { title: `Lab ${lab} has no check ${number}, or it ended long ago.` });
  };
  routes.post('/api/labs/:lab/steps/:step/check', async (c) => {
    const found = findStep(labs, c.req.param('lab'), c.req.param('step'));
    if (found instanceof Response) return found;
    if (!lifecycle.state().ready) return notReady(lifecycle.state().reason);
    // Between two changes of the workspace, so that no half-changed one is judged.
    const started = await workspaces.between(found.open, () => {
      // The bench may have been taken down while this call waited.
      if (!lifecycle.state().ready) return notReady(lifecycle.state().reason);
      return checks.start(found.open, found.step) ? checkLog.newest() : undefined;
    });
    if (started instanceof Response) return started;
    if (started) return c.json(started, 202);
    return problemResponse(409, {
      title: 'Another check is running.',
      next: 'Wait until it ends, or cancel it.',
    });
  });
  routes.delete('/api/labs/:lab/check', (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    return checks.cancel() ? c.body(null, 204) : problemResponse(404, { title: 'No check is running.' });
  });
  routes.get('/api/labs/:lab/checks/:run', (c) => {
    const run = findRun(c.req.param('lab'), c.req.param('run'));
    return run instanceof Response ? run : c.json(run);
  });
  routes.delete('/api/labs/:lab/checks/:run', (c) => {
    const run = findRun(c.req.param('lab'), c.req.param('run'));
    if (run instanceof Response) return run;
    if (run.state === 'running') checks.cancel();
    return c.body(null, 204);
  });
  return routes;
}
