import { Hono } from 'hono';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import type { Action } from '#bench/workspace-changes/action.ts';
import { listBackups } from '#bench/workspace-changes/kept-backups.ts';
import { handsIn, type Lab, type Step } from '#course/lab.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';
import { refuse } from '../http/refuse.ts';
import { findLab } from './find-lab.ts';

type Asked = { direction: 'to' | 'from'; state: string; step?: string; copy?: string };

/** GET /api/labs/:lab/changes: what a call would change, or what the learner has changed. Changes nothing itself. */
export function changesRoutes({
  labs,
  workspaces,
  labProgress,
  attempts,
}: Pick<BenchParts, 'labs' | 'workspaces' | 'labProgress' | 'attempts'>): Hono<RouteContext> {
  /** Whether the texts of a state give away the solution of no step that the learner still works on. */
  const mayShow = ({ lab }: OpenLab, action: Action, current: string) => {
    const step = solutionIn(lab, action, current);
    if (!step) return true;
    const given = labProgress.hints(lab.id).get(step.id) ?? 0;
    const marked = labProgress.marks(lab.id).has(step.id);
    return marked || given >= step.hints.length || attempts.passed(lab.id).has(step.id);
  };
  return new Hono<RouteContext>().get('/api/labs/:lab/changes', async (c) => {
    const open = findLab(labs, c.req.param('lab'));
    if (open instanceof Response) return open;
    const { to, from, step, copy } = c.req.query();
    const asked: Asked = { direction: to === undefined ? 'from' : 'to', state: to ?? from ?? '', step, copy };
    if (to !== undefined && from !== undefined) return unknownState('both');
    if (step !== undefined && !open.states.has(step))
      return problemResponse(404, { title: `Lab ${open.lab.id} has no step “${step}”.` });
    const current = labProgress.current(open.lab);
    const action = await actionOf(open, asked, current);
    if (!action) return unknownState(asked.state);
    const view = await workspaces.compare(open, action, asked.direction);
    if ('refused' in view) return refuse(view);
    if (mayShow(open, action, current)) return c.json(view);
    return c.json({ ...view, changes: view.changes.map(({ path, change }) => ({ path, change })) });
  });
}

/** The action that leads to the state asked for. */
async function actionOf(open: OpenLab, asked: Asked, current: string): Promise<Action | undefined> {
  const step = asked.step ?? current;
  if (asked.state === 'start') return { reason: 'open', step };
  if (asked.state === 'solution') return { reason: 'solve', step };
  if (asked.state === 'lab') return { reason: 'reset-lab' };
  if (asked.state !== 'copy') return undefined;
  const backups = await listBackups(open.workspace.backups, open.lab.id);
  return { reason: 'restore', copy: asked.copy ?? backups[0]?.id ?? '' };
}

/** The step whose solution a state holds; the bench itself was brought to the current one already. */
function solutionIn({ steps }: Lab, action: Action, current: string): Step | undefined {
  if (action.reason !== 'solve' && action.reason !== 'open') return undefined;
  const index = steps.findIndex(({ id }) => id === action.step);
  const step = action.reason === 'solve' ? steps[index] : steps[index - 1];
  const known = action.reason === 'open' && action.step === current;
  return step && handsIn(step) && !known ? step : undefined;
}

function unknownState(state: string): Response {
  return problemResponse(400, {
    title: 'The call must say which state is meant.',
    detail: `Received “${state}”.`,
    next: 'Give either “to” or “from” as start, solution, lab or copy.',
  });
}
