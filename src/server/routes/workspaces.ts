import { Hono, type Context as HonoContext } from 'hono';
import type { z } from 'zod';
import { ChangeRequestSchema, RestoreRequestSchema, SkipRequestSchema } from '#api/workspace-change.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import type { Action } from '#bench/workspace-changes/action.ts';
import { listBackups } from '#bench/workspace-changes/kept-backups.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { readBody } from '../http/read-body.ts';
import { refuse } from '../http/refuse.ts';
import { findLab, findStep } from './find-lab.ts';

/** Opens, resets, solves, skips and restores: each changes the workspace as `changes` has said, and keeps a copy. */
export function workspaceRoutes({
  labs,
  workspaces,
}: Pick<BenchParts, 'labs' | 'workspaces'>): Hono<RouteContext> {
  const routes = new Hono<RouteContext>();
  /** One call: what is meant by its path and body is an action. */
  const post = <Body extends { seen?: string | undefined }>(
    path: string,
    schema: z.ZodType<Body>,
    meant: (open: OpenLab, body: Body, step: string) => Action | Promise<Action>,
  ) =>
    routes.post(path, async (c: HonoContext<RouteContext>) => {
      const { lab = '', step } = c.req.param() as { lab?: string; step?: string };
      const found = step === undefined ? findLab(labs, lab) : findStep(labs, lab, step);
      if (found instanceof Response) return found;
      const body = await readBody(c, schema);
      if (body instanceof Response) return body;
      const open = 'open' in found ? found.open : found;
      const done = await workspaces.change(open, await meant(open, body, step ?? ''), body.seen);
      return 'refused' in done ? refuse(done) : c.json(done);
    });
  const ofStep = '/api/labs/:lab/steps/:step';
  post(`${ofStep}/open`, ChangeRequestSchema, (_, __, step) => ({ reason: 'open', step }));
  post(`${ofStep}/reset`, ChangeRequestSchema, (_, __, step) => ({ reason: 'reset-step', step }));
  post(`${ofStep}/solve`, ChangeRequestSchema, (_, __, step) => ({ reason: 'solve', step }));
  post(`${ofStep}/skip`, SkipRequestSchema, ({ lab: { steps } }, body, step) => {
    const next = steps[steps.findIndex(({ id }) => id === step) + 1]?.id;
    return { reason: 'skip', step, ...(body.open && next !== undefined && { next }) };
  });
  post('/api/labs/:lab/reset', ChangeRequestSchema, () => ({ reason: 'reset-lab' }));
  post('/api/labs/:lab/restore', RestoreRequestSchema, async (open, { copy }) => ({
    reason: 'restore',
    // Without any backup this names none, and the bench says so.
    copy: copy ?? (await listBackups(open.workspace.backups, open.lab.id))[0]?.id ?? '',
  }));
  return routes;
}
