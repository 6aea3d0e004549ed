import { partsOf } from '#course/setup-of.ts';
import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import type { OpenLab } from '../labs/open-labs.ts';

/** The optional parts that labs need and a bench does not start with. */
export function laterParts(
  labs: Iterable<Pick<OpenLab, 'lab'>>,
  wanted: readonly OptionalPart[],
): OptionalPart[] {
  const needed = [...labs].flatMap(({ lab }) => partsOf(lab));
  return OPTIONAL.filter((part) => needed.includes(part) && !wanted.includes(part));
}

/** The optional parts that a bench starts with: those that the lab at hand needs, and those that were asked for. */
export function wantedParts(
  open: Pick<OpenLab, 'lab'> | undefined,
  asked: readonly OptionalPart[],
): OptionalPart[] {
  const needed = open ? partsOf(open.lab) : [];
  return OPTIONAL.filter((part) => needed.includes(part) || asked.includes(part));
}
