import { setupAt } from '#course/setup-of.ts';
import type { OpenLab } from './open-labs.ts';

/** Whether two steps of a lab begin with the same files and run with the same setup, as steps that only ask do. */
export function startsAlike(
  { lab, states }: Pick<OpenLab, 'lab' | 'states'>,
  one: string,
  other: string,
): boolean {
  const [here, there] = [states.get(one)!.start, states.get(other)!.start];
  const isSame = here.size === there.size && [...here].every(([path, from]) => there.get(path) === from);
  return isSame && setupAt(lab, one) === setupAt(lab, other);
}
