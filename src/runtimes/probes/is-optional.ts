import { OPTIONAL, type OptionalPart, type Part } from '../parts.ts';

/** Whether a part is one that not every bench runs. */
export function isOptional(part: Part): part is OptionalPart {
  return OPTIONAL.some((name) => name === part);
}
