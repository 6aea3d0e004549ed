import { Hono } from 'hono';
import { partView } from '#bench/lifecycle/part-view.ts';
import { keepMessages } from '#bench/traffic/message-log.ts';
import type { Part } from '#system/part-names.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';

/** A part's log and restart, the messages between two of them, and another try at starting the whole bench. */
export function partRoutes({
  runtime,
  lifecycle,
  currentLab,
  signal,
}: Pick<BenchParts, 'runtime' | 'lifecycle' | 'currentLab' | 'signal'>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  const parts = () => runtime.status().map(({ part }) => part);
  const findPart = (name: string): Part | undefined => parts().find((part) => part === name);
  const unknownPart = () =>
    problemResponse(404, { title: `The bench has no such part. Its parts are ${parts().join(', ')}.` });
  const messages = keepMessages(runtime, signal);
  routes.get('/api/messages', (c) => c.json(messages()));
  routes.get('/api/parts/:part/logs', (c) => {
    const part = findPart(c.req.param('part'));
    if (part === undefined) return unknownPart();
    const since = Number(c.req.query('since') ?? 0);
    const lines = runtime.logs(part).filter(({ time }) => time >= since);
    return c.json({ lines: lines.map(({ time, text }) => ({ time, text })) });
  });
  routes.post('/api/parts/:part/restart', async (c) => {
    const part = findPart(c.req.param('part'));
    return part === undefined ? unknownPart() : c.json(partView(await runtime.restart(part, signal)));
  });
  routes.post('/api/runtime/up', (c) => {
    const open = currentLab.get();
    if (open) void lifecycle.up(open.workspace.folder);
    return c.body(null, 202);
  });
  return routes;
}
