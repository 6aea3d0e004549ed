import { Hono } from 'hono';
import type { LabView } from '#api/lab-view.ts';
import { listFiles } from '#bench/files.ts';
import type { BenchParts } from '../bench-routes.ts';
import type { Context } from '../context.ts';
import { findLab } from './find-lab.ts';

/** GET /api/labs/:lab: the lab with the learner's progress in it. */
export function labRoutes({ labs, attempts, runtime }: BenchParts): Hono<Context> {
  return new Hono<Context>().get('/api/labs/:lab', async (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    const { lab, workspace } = open;
    const passed = attempts.passed(lab.id);
    const view: LabView = {
      id: lab.id,
      title: lab.title,
      summary: lab.summary,
      minutes: lab.minutes,
      runtime: runtime.name,
      workspace: workspace.folder,
      files: await listFiles(workspace, lab.files),
      steps: lab.steps.map((step) => ({ ...step, passed: passed.has(step.id) })),
      attempts: attempts.ofLab(lab.id),
    };
    return c.json(view);
  });
}
