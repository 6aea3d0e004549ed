import { type Context, Hono } from 'hono';
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

const lab = z
  .string()
  .optional()
  .describe('Lab whose workspace the shell starts in; the one worked at last when absent');
const FirstTerminalsSchema = z.strictObject({ lab });
const NewTerminalSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .describe('Name on its tab; a number is added where it is taken'),
  lab,
});

/**
 * As the server's own builds: a workspace file of Go above the folder must not fail a build that a check would pass, and with
 * another setting of cgo Go would compile every package once more.
 */
const AS_BUILT = { GOWORK: 'off', CGO_ENABLED: '0' };

/** The terminals every learner begins with. */
const FIRST = ['shell', 'traffic'];

type Parts = Pick<
  BenchParts,
  'terminals' | 'labs' | 'currentLab' | 'runtime' | 'records' | 'labCommand' | 'events'
>;

/** The learner's terminals, the same in every window. Folder and environment of a shell are the server's choice alone. */
export function terminalRoutes(bench: Parts, shells: ShellVariables): Hono<RouteContext> {
  const { terminals, events } = bench;
  const opener = terminalOpener(bench, shells);
  let begun = false;
  const view = (session: TerminalSession): TerminalView => ({
    id: session.id,
    name: session.name,
    exited: session.exit !== undefined,
    outdated: shells.outdated(session),
    ...(session.place !== undefined && { lab: session.place }),
  });
  const all = (c: Context<RouteContext>) => c.json(terminals.list(LEARNER).map(view));
  const routes = new Hono<RouteContext>();
  routes.get('/api/terminals', all);
  // Asked by every window that is opened. Only the first question opens both, so that what is closed stays closed.
  routes.post('/api/terminals/first', async (c) => {
    const body = await readBody(c, FirstTerminalsSchema);
    if (body instanceof Response) return body;
    const place = opener.placeOf(body.lab);
    if (place instanceof Response) return place;
    const missing = begun ? FIRST.slice(0, 1) : FIRST;
    if (terminals.list(LEARNER).length === 0) {
      const refused = missing.map((name) => opener.open(name, place)).find((one) => 'refused' in one);
      if (refused) return problemResponse(409, { title: refused.refused });
    }
    begun = true;
    return all(c);
  });
  routes.post('/api/terminals', async (c) => {
    const body = await readBody(c, NewTerminalSchema);
    if (body instanceof Response) return body;
    const place = opener.placeOf(body.lab);
    if (place instanceof Response) return place;
    const opened = opener.open(freeName(body.name ?? 'shell', terminals.list(LEARNER)), place);
    if ('refused' in opened) return problemResponse(409, { title: opened.refused });
    return c.json(view(opened.session), 201);
  });
  routes.delete('/api/terminals/:id', async (c) => {
    const closed = await terminals.close(LEARNER, c.req.param('id'));
    if (closed) events.emit({ type: 'terminals' });
    return closed ? c.body(null, 204) : problemResponse(404, { title: 'There is no terminal with this id.' });
  });
  return routes;
}

type Place = ReturnType<BenchParts['currentLab']['get']>;

/** Opens shells in the workspaces of labs, and tells every window. */
function terminalOpener(bench: Parts, shells: ShellVariables) {
  const { terminals, labs, currentLab, runtime, records, labCommand, events } = bench;
  return {
    placeOf: (lab: string | undefined): Place | Response =>
      lab === undefined ? currentLab.get() : findLab(labs, lab),
    open(name: string, place: Place): ReturnType<typeof terminals.open> {
      const env = runtime.env();
      const opened = terminals.open({
        learner: LEARNER,
        name,
        place: place?.lab.id,
        cwd: place?.workspace.folder ?? '/',
        env: { ...AS_BUILT, ...env, ...labCommand.env(place?.lab.id ?? '') },
        commands: labCommand.folder,
        onExit() {
          if ('session' in opened) records.remove(opened.session.pid);
          events.emit({ type: 'terminals' });
        },
      });
      if ('refused' in opened) return opened;
      shells.given(opened.session, env);
      records.add(opened.session.pid, 'shell');
      events.emit({ type: 'terminals' });
      return opened;
    },
  };
}

function freeName(wanted: string, taken: readonly TerminalSession[]): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = wanted;
  for (let count = 2; names.has(name); count++) name = `${wanted} ${count}`;
  return name;
}
