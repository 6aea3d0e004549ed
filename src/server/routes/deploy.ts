import { Hono } from 'hono';
import { SERVICES } from '#runtimes/parts.ts';
import type { BenchParts } from '../bench-routes.ts';
import type { Context } from '../context.ts';
import { findLab } from './find-lab.ts';
import { notReady } from './not-ready.ts';

/** POST /api/labs/:lab/deploy: builds and restarts the services whose sources changed. */
export function deployRoutes({ labs, runtime, life, signal }: BenchParts): Hono<Context> {
  return new Hono<Context>().post('/api/labs/:lab/deploy', async (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    if (!life.state().ready) return notReady(life.state().reason);
    return c.json(await runtime.deploy(SERVICES, open.workspace.folder, signal));
  });
}
