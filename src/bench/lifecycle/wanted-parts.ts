import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import type { OpenLab } from '../labs/open-labs.ts';

/** The optional parts this bench runs: those that a lab needs, and those that `npm start` was told to run. */
export function wantedParts(labs: Iterable<OpenLab>, requested: readonly OptionalPart[]): OptionalPart[] {
  const needed = [...labs].flatMap(({ lab }) => lab.needs);
  return OPTIONAL.filter((part) => needed.includes(part) || requested.includes(part));
}
