import { Hono } from 'hono';
import type { HintView, LabPlace } from '#api/lab-view.ts';
import { type LabSources, labView } from '#bench/labs/lab-view.ts';
import { partsOf } from '#course/setup-of.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';
import { findLab, findStep } from './find-lab.ts';

/** The labs, each with the learner's progress in it, and its hints, one after the other. */
export function labRoutes(
  bench: Pick<BenchParts, 'labs' | 'events' | 'lifecycle'> & LabSources,
): Hono<RouteContext> {
  const { labs, labProgress, events, lifecycle } = bench;
  const routes = new Hono<RouteContext>();
  routes.get('/api/labs', (c) => {
    const places = [...labs.values()].map(
      ({ lab: { id, title }, workspace }): LabPlace => ({ id, title, workspace: workspace.folder }),
    );
    return c.json(places);
  });
  routes.get('/api/labs/:lab', async (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    // Whoever looks at a lab is about to do it, and what it needs may take minutes to build.
    lifecycle.need(partsOf(open.lab));
    labProgress.noteOpened(open.lab.id, Date.now());
    return c.json(await labView(open, bench));
  });
  routes.post('/api/labs/:lab/steps/:step/hint', (c) => {
    const found = findStep(labs, c.req.param('lab'), c.req.param('step'));
    if (found instanceof Response) return found;
    const { open, step } = found;
    const number = (labProgress.hints(open.lab.id).get(step.id) ?? 0) + 1;
    const hint = step.hints[number - 1];
    if (hint === undefined) {
      return problemResponse(404, {
        title: step.hints.length === 0 ? 'This step has no hints.' : 'All hints of this step were given.',
        next: 'Look at the solution beside your files, or have the step solved.',
      });
    }
    labProgress.giveHint(open.lab.id, step.id, number);
    events.emit({ type: 'lab', lab: open.lab.id });
    const view: HintView = { hint, number, left: step.hints.length - number };
    return c.json(view);
  });
  return routes;
}
