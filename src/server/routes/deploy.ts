import { Hono } from 'hono';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { notReady } from '../http/not-ready.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findLab } from './find-lab.ts';

/** POST /api/labs/:lab/deploy: makes the bench run the lab's files as its setup says. */
export function deployRoutes({
  labs,
  lifecycle,
  checkLog,
  bringFiles,
}: Pick<BenchParts, 'labs' | 'lifecycle' | 'checkLog' | 'bringFiles'>): Hono<RouteContext> {
  return new Hono<RouteContext>().post('/api/labs/:lab/deploy', async (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    if (!lifecycle.state().ready) return notReady(lifecycle.state().reason);
    const check = checkLog.newest();
    if (check?.state === 'running' && check.lab !== open.lab.id) return otherLabChecked(check.lab);
    return c.json(await bringFiles.now(open));
  });
}

/** The services must stay those of the lab that is being judged. */
function otherLabChecked(lab: string): Response {
  return problemResponse(409, {
    title: `A check of lab ${lab} is running, on that lab’s services.`,
    next: 'Wait until it ends, or cancel it.',
  });
}
