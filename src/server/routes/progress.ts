import { Hono } from 'hono';
import { progressView } from '#bench/labs/progress-view.ts';
import { exportProgress, importProgress } from '#bench/progress/export-progress.ts';
import { readProgress } from '#bench/progress/read-progress.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { refuse } from '../http/refuse.ts';

/** How far the learner is, the record of attempts as a file to take along, and back from such a file. */
export function progressRoutes(
  bench: Pick<BenchParts, 'labs' | 'database' | 'events' | 'currentLab' | 'attempts' | 'labProgress'>,
): Hono<RouteContext> {
  const { labs, database, events } = bench;
  const routes = new Hono<RouteContext>();
  routes.get('/api/progress', (c) => c.json(progressView(labs, bench.currentLab, bench)));
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
