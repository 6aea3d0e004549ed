import { OPTIONAL, type OptionalPart, type Part } from '#system/part-names.ts';

/** Whether a part is one that not every bench runs. */
export function isOptional(part: Part): part is OptionalPart {
  return OPTIONAL.some((name) => name === part);
}
