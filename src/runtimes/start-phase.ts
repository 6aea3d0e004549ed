import type { PartTable } from '#system/part-spec.ts';
import { PARTS } from '#system/parts.ts';
import type { RuntimeName } from '#system/runtime-name.ts';
import { specOf } from '#system/spec-of.ts';
import type { PhaseName } from './phase.ts';

/** The phase in which one part of the stack starts. */
export function startPhase(part: string, runtime: RuntimeName, table: PartTable = PARTS): PhaseName {
  const { title, typicalStartMs } = specOf(part, table);
  return { id: `start-${part}`, title: `Start ${title}`, usual: typicalStartMs?.[runtime] };
}
