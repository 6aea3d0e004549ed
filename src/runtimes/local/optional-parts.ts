import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import type { ToolOf } from '../go/tool.ts';
import { prepareTool, type ToolStart } from './prepare-tool.ts';
import { startPart } from './start-part.ts';

/** The parts that only some labs need: which of them this bench runs, and their start behind everything else. */
export interface OptionalParts {
  chosen(): readonly OptionalPart[];
  choose(parts: readonly OptionalPart[]): void;
  /** Builds and starts those chosen, or some of them, in the background: before those that are still to come. */
  begin(start: ToolStart, parts?: readonly OptionalPart[]): void;
  /** Builds and starts one whose program is not there; does nothing while it is being built. */
  retry(part: OptionalPart, signal: AbortSignal): Promise<void>;
  /** Resolves when nothing goes on in the background. */
  idle(): Promise<void>;
}

/** Keeps the optional parts of one bench; nothing is built or started yet. */
export function optionalParts(tools: readonly ToolOf<OptionalPart>[]): OptionalParts {
  let chosen: readonly OptionalPart[] = [];
  let background: Promise<void> | undefined;
  let lastStart: ToolStart | undefined;
  let pending: OptionalPart[] = [];

  const toolOf = (part: OptionalPart) => tools.find(({ id }) => id === part)!;
  // One after the other, since each build uses every core; what is built need not wait for the next build.
  const bringUp = async (start: ToolStart): Promise<void> => {
    const starts: Promise<unknown>[] = [];
    for (let part = pending.shift(); part; part = pending.shift()) {
      if (await prepareTool(start, toolOf(part))) starts.push(startPart(start, part));
    }
    await Promise.all(starts);
    if (pending.length > 0) await bringUp(start);
  };
  return {
    chosen: () => chosen,
    choose(parts) {
      chosen = OPTIONAL.filter((part) => parts.includes(part));
    },
    begin(start, parts = chosen) {
      lastStart = start;
      // The lab that was opened last is the one somebody waits for.
      pending = [...parts, ...pending.filter((part) => !parts.includes(part))];
      background ??= bringUp(start)
        // Only an abort comes here; everything else is in the state of its part.
        .catch(() => undefined)
        .finally(() => {
          pending = [];
          background = undefined;
        });
    },
    async retry(part, signal) {
      if (!lastStart || !chosen.includes(part)) return;
      if (lastStart.supervisors[part].status().state === 'building') return;
      const start = { ...lastStart, signal };
      if (await prepareTool(start, toolOf(part))) await startPart(start, part);
    },
    idle: () => background ?? Promise.resolve(),
  };
}
