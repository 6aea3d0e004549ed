import type { Builder } from '../deploy/build-service.ts';
import { inPhase } from '../phase.ts';
import type { Progress } from '../runtime.ts';
import { buildNotes } from './build-notes.ts';
import { buildTool } from './build-tool.ts';
import type { ToolOf } from './tool.ts';

/** Builds a tool, unless it is in the cache, as one phase; gives its program and throws when it cannot be built. */
export async function buildToolInPhase(
  builder: Builder,
  tool: ToolOf,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  const cacheFolder = builder.folders.cache;
  const notes = await buildNotes(cacheFolder, tool.program);
  const name = { id: `build-${tool.id}`, title: tool.title, usual: notes.typicalMs ?? tool.typicalMs };
  return inPhase(progress, name, async (detail) => {
    const { program, built } = await buildTool(tool, {
      cacheFolder,
      instance: builder.instance,
      ...(builder.target && { target: builder.target }),
      onStart: (pid) => builder.records.add(pid, `go build ${tool.id}`),
      onDetail: detail,
      signal,
    });
    if (!built) detail('built before');
    return program;
  });
}
