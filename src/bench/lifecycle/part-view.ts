import type { PartView } from '#api/events.ts';
import type { PartStatus } from '#runtimes/runtime.ts';

/** What the page is told of a part. */
export function partView({ part, state, reason, since, memory, build }: PartStatus): PartView {
  return { part, state, reason, since, memory, build };
}
