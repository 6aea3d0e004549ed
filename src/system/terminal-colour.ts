import type { PartSpec, PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';
import { specOf } from './spec-of.ts';

type TerminalColour = NonNullable<PartSpec['colour']>['terminal'];

/** The colour a part has wherever a terminal names it; blue for what has none of its own. */
export function terminalColour(part: string, table: PartTable = PARTS): TerminalColour {
  return (Object.hasOwn(table, part) && specOf(part, table).colour?.terminal) || 'blue';
}
