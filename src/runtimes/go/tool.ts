import { join } from 'node:path';
import { type OptionalPart, STACK } from '#system/part-names.ts';
import type { PartTable } from '#system/part-spec.ts';
import { PARTS } from '#system/parts.ts';
import { specOf } from '#system/spec-of.ts';
import type { NamesOf } from '#system/table-types.ts';

/** A program of the stack that is built from a wrapper module in labs/stack. */
export interface ToolOf<Id extends string = string> {
  /** The part that runs it. */
  id: Id;
  title: string;
  /** The program's name in the cache, the same for all parts that run it. */
  program: string;
  /** The wrapper module: its go.mod and go.sum decide what is built. */
  source: string;
  package: string;
  /** Go build tags, which leave parts of the program out. */
  tags?: string;
  /** A first build on two cores, modules to be downloaded, in milliseconds: measured; replaced by the last build here. */
  typicalMs: number;
}

/** One that every bench needs. */
export type Tool = ToolOf<Exclude<NamesOf<typeof PARTS, 'tool'>, OptionalPart>>;

/** The tools every bench needs, most wanted first. */
export function toolsIn(stackFolder: string): Tool[] {
  return toolsOf(STACK, stackFolder) as Tool[];
}

/** The tools among these parts, in their order. */
export function toolsOf(parts: readonly string[], stackFolder: string, table: PartTable = PARTS): ToolOf[] {
  return parts.flatMap((id) => {
    const { build, title } = specOf(id, table);
    if (!build) return [];
    const { module, typicalMs, title: name = title, ...how } = build;
    const source = join(stackFolder, module);
    return [{ id, title: `Build ${name}`, program: module, source, ...how, typicalMs }];
  });
}
