import { Hono } from 'hono';
import { z } from 'zod';
import type { TerminalView } from '#api/terminal-view.ts';
import type { TerminalSession } from '#terminal/server/session.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { LEARNER } from '../learner.ts';
import type { ShellVariables } from '../shell-variables.ts';
import { findLab } from './find-lab.ts';

const NewTerminalSchema = z.strictObject({
  name: z.string().trim().min(1).max(40),
  lab: z
    .string()
    .optional()
    .describe('Lab whose workspace the shell starts in; the one worked at last when absent'),
});

/** The learner's terminals. Folder and environment of a shell are the server's choice alone. */
export function terminalRoutes(
  bench: Pick<BenchParts, 'terminals' | 'labs' | 'currentLab' | 'runtime' | 'records' | 'labCommand'>,
  shells: ShellVariables,
): Hono<RouteContext> {
  const { terminals, labs, currentLab, runtime, records, labCommand } = bench;
  const routes = new Hono<RouteContext>();
  const terminalView = (session: TerminalSession): TerminalView => ({
    id: session.id,
    name: session.name,
    exited: session.exit !== undefined,
    outdated: shells.outdated(session),
    ...(session.place !== undefined && { lab: session.place }),
  });
  routes.get('/api/terminals', (c) => c.json(terminals.list(LEARNER).map(terminalView)));
  routes.post('/api/terminals', async (c) => {
    const body = await readBody(c, NewTerminalSchema);
    if (body instanceof Response) return body;
    const open = body.lab === undefined ? currentLab.get() : findLab(labs, body.lab);
    if (open instanceof Response) return open;
    const env = runtime.env();
    const opened = terminals.open({
      learner: LEARNER,
      name: body.name,
      place: open?.lab.id,
      cwd: open?.workspace.folder ?? '/',
      env: { ...env, ...labCommand.env(open?.lab.id ?? '') },
      commands: labCommand.folder,
      onExit: () => 'session' in opened && records.remove(opened.session.pid),
    });
    if ('refused' in opened) return problemResponse(409, { title: opened.refused });
    shells.given(opened.session, env);
    records.add(opened.session.pid, 'shell');
    return c.json(terminalView(opened.session), 201);
  });
  routes.delete('/api/terminals/:id', async (c) => {
    const closed = await terminals.close(LEARNER, c.req.param('id'));
    return closed ? c.body(null, 204) : problemResponse(404, { title: 'There is no terminal with this id.' });
  });
  return routes;
}
