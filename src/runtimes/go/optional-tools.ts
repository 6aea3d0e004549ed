import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import { type ToolOf, toolsOf } from './tool.ts';

/** The tools only some labs need, in the order of OPTIONAL. */
export function optionalToolsIn(stackFolder: string): ToolOf<OptionalPart>[] {
  return toolsOf(OPTIONAL, stackFolder) as ToolOf<OptionalPart>[];
}
