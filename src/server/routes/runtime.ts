import { Hono } from 'hono';
import { ChangeRuntimeSchema } from '#api/runtime-view.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { readBody } from '../http/read-body.ts';
import { refuse } from '../http/refuse.ts';

/** POST /api/bench/runtime: takes the bench to another runtime. */
export function runtimeRoutes({ move }: Pick<BenchParts, 'move'>): Hono<RouteContext> {
  return new Hono<RouteContext>().post('/api/bench/runtime', async (c) => {
    const body = await readBody(c, ChangeRuntimeSchema);
    if (body instanceof Response) return body;
    const answer = await move.to(body.runtime);
    return 'refused' in answer ? refuse(answer) : c.json(answer, 202);
  });
}
