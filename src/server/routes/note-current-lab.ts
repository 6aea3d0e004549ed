import { Hono } from 'hono';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';

/** Notes at which lab the learner works: the one of the last call that saved, changed or judged something of it. */
export function noteCurrentLab({
  labs,
  currentLab,
}: Pick<BenchParts, 'labs' | 'currentLab'>): Hono<RouteContext> {
  return new Hono<RouteContext>().use('/api/labs/:lab/*', async (c, next) => {
    await next();
    const lab = c.req.param('lab');
    if (c.req.method !== 'GET' && c.res.ok && lab !== undefined && labs.has(lab)) currentLab.note(lab);
  });
}
