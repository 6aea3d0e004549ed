import type { Hono } from 'hono';
import type { BenchParts } from './bench-parts.ts';
import type { RouteContext } from './context.ts';
import { answerRoutes } from './routes/answers.ts';
import { benchStateRoutes } from './routes/bench-state.ts';
import { changesRoutes } from './routes/changes.ts';
import { checkRoutes } from './routes/checks.ts';
import { commandRoutes } from './routes/commands.ts';
import { deployRoutes } from './routes/deploy.ts';
import { fileRoutes } from './routes/files.ts';
import { labRoutes } from './routes/labs.ts';
import { noteCurrentLab } from './routes/note-current-lab.ts';
import { partRoutes } from './routes/parts.ts';
import { progressRoutes } from './routes/progress.ts';
import { runtimeRoutes } from './routes/runtime.ts';
import { terminalRoutes } from './routes/terminals.ts';
import { traceRoutes } from './routes/traces.ts';
import { workspaceRoutes } from './routes/workspaces.ts';
import { createShellVariables } from './shell-variables.ts';

/** The routes of the running bench. */
export function benchRoutes(bench: BenchParts): Hono<RouteContext>[] {
  const shells = createShellVariables(bench.runtime.env);
  return [
    noteCurrentLab(bench),
    benchStateRoutes(bench),
    labRoutes(bench),
    fileRoutes(bench),
    answerRoutes(bench),
    changesRoutes(bench),
    workspaceRoutes(bench),
    progressRoutes(bench),
    deployRoutes(bench),
    checkRoutes(bench),
    commandRoutes(bench, shells),
    partRoutes(bench),
    runtimeRoutes(bench),
    traceRoutes(bench),
    terminalRoutes(bench, shells),
  ];
}
