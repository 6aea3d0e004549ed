import { partsOf } from '#course/setup-of.ts';
import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import type { OpenLab } from '../labs/open-labs.ts';

/** The optional parts this bench runs: those that a lab needs, and those that were asked for. */
export function wantedParts(labs: Iterable<OpenLab>, asked: readonly OptionalPart[]): OptionalPart[] {
  const needed = [...labs].flatMap(({ lab }) => partsOf(lab));
  return OPTIONAL.filter((part) => needed.includes(part) || asked.includes(part));
}
