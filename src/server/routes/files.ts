import { Hono } from 'hono';
import { type FileTrouble, SaveFileSchema } from '#api/lab-view.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import { readLabFile, saveLabFile } from '#bench/workspace/lab-files.ts';
import { followedFiles } from '#bench/workspace/typed-answers.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { fileProblemResponse } from '../http/file-problem.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { refuse } from '../http/refuse.ts';
import { findLab } from './find-lab.ts';

/** The learner's files: read, save with a version, reset. Only those that lab.yaml lists, and its answers. */
export function fileRoutes({
  labs,
  workspaces,
  labProgress,
}: Pick<BenchParts, 'labs' | 'workspaces' | 'labProgress'>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  const find = (id: string, path: string): OpenLab | Response => {
    const open = findLab(labs, id);
    if (open instanceof Response || followedFiles(open.lab).includes(path)) return open;
    return problemResponse(404, { title: 'The lab has no such file.' });
  };
  const place = (open: OpenLab) => ({
    folder: open.workspace.folder,
    start: workspaces.startNow(open),
  });
  routes.get('/api/labs/:lab/files/:path{.+}', async (c) => {
    const path = c.req.param('path');
    const open = find(c.req.param('lab'), path);
    if (open instanceof Response) return open;
    const file = await readLabFile(place(open), path);
    return file.text === undefined ? cannotBeEdited(file.trouble) : c.json(file);
  });
  routes.put('/api/labs/:lab/files/:path{.+}', async (c) => {
    const path = c.req.param('path');
    const open = find(c.req.param('lab'), path);
    if (open instanceof Response) return open;
    const save = await readBody(c, SaveFileSchema);
    if (save instanceof Response) return save;
    const outcome = await workspaces.between(open, () => saveLabFile(place(open), path, save));
    if ('trouble' in outcome) return cannotBeEdited(outcome.trouble);
    return c.json(outcome.file, outcome.saved ? 200 : 409);
  });
  routes.post('/api/labs/:lab/files/:path{.+}/reset', async (c) => {
    const path = c.req.param('path');
    const open = find(c.req.param('lab'), path);
    if (open instanceof Response) return open;
    const step = labProgress.current(open.lab);
    const done = await workspaces.change(open, { reason: 'reset-file', step, path });
    if ('refused' in done) return refuse(done);
    const file = await readLabFile(place(open), path);
    if (file.text === undefined) return cannotBeEdited(file.trouble);
    return c.json({ ...file, ...(done.copy && { copy: done.copy }) });
  });
  routes.onError(fileProblemResponse);
  return routes;
}

/** 409 is kept for a file that another text lies in: the page can mend that, and this only the learner can. */
function cannotBeEdited({ kind, words }: FileTrouble): Response {
  return problemResponse(kind === 'too-large' ? 413 : 422, { title: words });
}
