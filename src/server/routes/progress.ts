import { Hono } from 'hono';
import { exportProgress, importProgress } from '#bench/progress/export-progress.ts';
import { readProgress } from '#bench/progress/read-progress.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { refuse } from '../http/refuse.ts';

/** The record of attempts as a file to take along, and back from such a file. */
export function progressRoutes({
  labs,
  database,
  events,
}: Pick<BenchParts, 'labs' | 'database' | 'events'>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  routes.get('/api/progress/export', (c) => c.json(exportProgress(database, Date.now())));
  routes.post('/api/progress/import', async (c) => {
    const file = readProgress(await c.req.json().catch(() => undefined));
    if ('refused' in file) return refuse(file);
    const imported = importProgress(database, file);
    for (const lab of labs.keys()) events.emit({ type: 'lab', lab });
    return c.json(imported);
  });
  return routes;
}
