import { OPTIONAL, type OptionalPart } from '#system/part-names.ts';
import type { Lab } from './lab.ts';
import type { Setup } from './setup.ts';

/** The setup at a step: that of the newest step up to it which has its own, else the lab's. */
export function setupAt({ setup, steps }: Pick<Lab, 'setup' | 'steps'>, step: string): Setup {
  const upTo = steps.slice(0, steps.findIndex(({ id }) => id === step) + 1);
  return upTo.findLast((one) => one.setup !== undefined)?.setup ?? setup;
}

/** The optional parts that a lab needs at any of its steps, in start order. */
export function partsOf({ setup, steps }: Pick<Lab, 'setup' | 'steps'>): OptionalPart[] {
  const needed = [setup, ...steps.flatMap((step) => step.setup ?? [])].flatMap(({ parts }) => parts);
  return OPTIONAL.filter((part) => needed.includes(part));
}
