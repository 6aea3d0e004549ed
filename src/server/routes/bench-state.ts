import { Hono } from 'hono';
import type { BenchView } from '#api/bench-view.ts';
import { partView } from '#bench/lifecycle/part-view.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';

/** GET /api/bench: the bench at a glance. */
export function benchStateRoutes({
  lifecycle,
  runtime,
  move,
  running,
  checkLog,
}: Pick<BenchParts, 'lifecycle' | 'runtime' | 'move' | 'running' | 'checkLog'>): Hono<RouteContext> {
  return new Hono<RouteContext>().get('/api/bench', (c) => {
    const newest = checkLog.newest();
    const view: BenchView = {
      ...lifecycle.state(),
      runtime: move.view(),
      parts: runtime.status().map(partView),
      running: running(),
      check: newest?.state === 'running' ? newest : undefined,
    };
    return c.json(view);
  });
}
