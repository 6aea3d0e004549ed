import { Hono } from 'hono';
import type { BenchParts } from '../bench-routes.ts';
import type { Context } from '../context.ts';

/** Notes at which lab the learner works: the one of the last call that saved, changed or judged something of it. */
export function noteLastLab({ labs, lastLab }: Pick<BenchParts, 'labs' | 'lastLab'>): Hono<Context> {
  return new Hono<Context>().use('/api/labs/:lab/*', async (c, next) => {
    await next();
    const lab = c.req.param('lab');
    if (c.req.method !== 'GET' && c.res.ok && lab !== undefined && labs.has(lab)) lastLab.note(lab);
  });
}
