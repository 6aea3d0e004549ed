import { Hono } from 'hono';
import { RunCommandSchema, type RunResult } from '#api/terminal-view.ts';
import { commandText } from '#course/command-text.ts';
import type { BenchParts } from '../bench-parts.ts';
import type { RouteContext } from '../context.ts';
import { problemResponse } from '../http/problem-response.ts';
import { readBody } from '../http/read-body.ts';
import { LEARNER } from '../learner.ts';
import type { ShellVariables } from '../shell-variables.ts';
import { findStep } from './find-lab.ts';

/** Runs a step's command in a terminal. The page names it by id; its text comes from the course alone. */
export function commandRoutes(
  { labs, terminals, runtime, bringFiles }: Pick<BenchParts, 'labs' | 'terminals' | 'runtime' | 'bringFiles'>,
  shells: ShellVariables,
): Hono<RouteContext> {
  return new Hono<RouteContext>().post('/api/labs/:lab/steps/:step/commands/:command/run', async (c) => {
    const { lab, step: stepId, command: commandId } = c.req.param();
    const found = findStep(labs, lab, stepId);
    if (found instanceof Response) return found;
    const command = found.step.commands.find((one) => one.id === commandId);
    if (!command) return problemResponse(404, { title: `Step ${stepId} has no command “${commandId}”.` });
    const body = await readBody(c, RunCommandSchema);
    if (body instanceof Response) return body;
    const terminal = terminals.find(LEARNER, body.terminal);
    if (!terminal) return problemResponse(404, { title: 'There is no terminal with this id.' });
    const [old] = shells.outdated(terminal);
    // With another KUBECONFIG a line may reach a cluster that is not the bench's.
    if (old !== undefined) return c.json(outdated(old), 409);
    if (terminal.place !== undefined && terminal.place !== lab)
      return c.json(elsewhere(labs.get(terminal.place)?.lab.title), 409);
    // Only the line itself tells whether it asks the bench anything: the saved files are brought in any case.
    const deployed = await bringFiles.before(found.open);
    const outcome: RunResult = await terminal.run(commandText(command, runtime.name));
    return c.json({ ...outcome, ...(deployed && { deployed }) }, outcome.sent ? 200 : 409);
  });
}

function outdated(variable: string): RunResult {
  const message = `Not sent: this terminal was opened before the bench was changed, and its ${variable} is not that of a new one.`;
  return { sent: false, reason: 'outdated', message };
}

/** A step's command would look at, or change, the files of another lab there. */
function elsewhere(title: string | undefined): RunResult {
  const where = title === undefined ? 'another lab' : `“${title}”`;
  const message = `Not sent: this terminal was opened in the workspace of ${where}.`;
  return { sent: false, reason: 'other-lab', message };
}
