import type { Service } from './part-names.ts';
import type { PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { specOf } from './spec-of.ts';

/** The service that a request enters with such a span; undefined where the span is no entry of any. */
export function entryService(
  { kind, route }: { kind: string; route: string },
  table: PartTable = PARTS,
): Service | undefined {
  return (Object.keys(table) as Service[]).find((part) => {
    const { entry } = specOf(part, table);
    if (entry?.kind !== kind) return false;
    return entry.kind === 'consumer' || entry.route.test(route);
  });
}
