import type { OptionalPart } from '#system/part-names.ts';
import type { Tool, ToolOf } from '../go/tool.ts';
import { buildToolInPhase } from '../go/tool-phase.ts';
import type { Progress } from '../runtime.ts';
import type { LocalContext } from './context.ts';
import type { LocalPart } from './plan.ts';
import type { Supervisor } from './supervisor.ts';

/** A part whose program is a tool. */
export type BuiltPart = Tool['id'] | OptionalPart;

/** What building one tool needs. */
export interface ToolStart {
  context: LocalContext;
  supervisors: Record<LocalPart, Supervisor>;
  /** Called with a tool's program as soon as it is in the cache. */
  onTool: (id: BuiltPart, program: string) => void;
  progress: Progress;
  signal: AbortSignal;
}

/** Sees to it that a tool is built; false, and the reason at its part, when it could not be. */
export async function prepareTool(
  { context, supervisors, onTool, progress, signal }: ToolStart,
  tool: ToolOf<BuiltPart>,
): Promise<boolean> {
  const supervisor = supervisors[tool.id];
  try {
    if (supervisor.status().state !== 'ready') supervisor.mark('building');
    onTool(tool.id, await buildToolInPhase(context, tool, progress, signal));
    return true;
  } catch (error) {
    signal.throwIfAborted();
    supervisor.mark('failed', (error as Error).message);
    return false;
  }
}
