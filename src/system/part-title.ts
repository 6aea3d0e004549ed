import type { PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { specOf } from './spec-of.ts';

/** What a part is called at the beginning of a sentence. A service keeps its name, which is written small. */
export function titleAtStart(part: string, table: PartTable = PARTS): string {
  if (part === 'cluster') return 'The cluster';
  if (!Object.hasOwn(table, part)) return part;
  const { kind, title } = specOf(part, table);
  return kind === 'service' || kind === 'job' ? title : `${title[0]!.toUpperCase()}${title.slice(1)}`;
}
