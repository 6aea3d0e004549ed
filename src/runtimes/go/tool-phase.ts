import type { Builder } from '../deploy/build-service.ts';
import { inPhase } from '../phase.ts';
import type { Progress } from '../runtime.ts';
import { buildNotes } from './build-notes.ts';
import { buildTool, cachedTool } from './build-tool.ts';
import type { ToolOf } from './tool.ts';

/** Builds a tool, unless it is in the cache, as one phase; gives its program and throws when it cannot be built. */
export async function buildToolInPhase(
  builder: Builder,
  tool: ToolOf,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  const cacheFolder = builder.folders.cache;
  const place = { cacheFolder, ...(builder.target && { target: builder.target }), signal };
  // Looked for once: the name of a program is a hash over its sources, and asks Go for its version. Why that fails is said by the phase.
  const cached = await cachedTool(tool, place).catch(() => undefined);
  // One that is there takes no time.
  const usual = cached?.there
    ? undefined
    : ((await buildNotes(cacheFolder, tool.program)).typicalMs ?? tool.typicalMs);
  const name = { id: `build-${tool.id}`, title: tool.title, usual };
  return inPhase(progress, name, async (detail) => {
    if (cached?.there) {
      detail('built before');
      return cached.program;
    }
    const { program, built } = await buildTool(tool, {
      ...place,
      instance: builder.instance,
      onStart: (pid) => builder.records.add(pid, `go build ${tool.id}`),
      onDetail: detail,
    });
    if (!built) detail('built before');
    return program;
  });
}
