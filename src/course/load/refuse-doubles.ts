import type { z } from 'zod';

/** Adds an issue for every id that an earlier entry of the same list has already taken. */
export function refuseDoubles(
  entries: readonly { id: string }[],
  path: readonly (string | number)[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { id }] of entries.entries()) {
    if (seen.has(id)) {
      context.addIssue({
        code: 'custom',
        path: [...path, index, 'id'],
        message: 'an id that no other entry of the list has',
        params: { next: 'rename one of the two; ids are what answers and progress are kept under' },
      });
    }
    seen.add(id);
  }
}

/** Adds an issue for every entry of a list that an earlier one has already said. */
export function refuseRepeats(
  entries: readonly string[],
  path: readonly (string | number)[],
  context: z.RefinementCtx,
): void {
  for (const [index, entry] of entries.entries()) {
    if (entries.indexOf(entry) === index) continue;
    context.addIssue({
      code: 'custom',
      path: [...path, index],
      message: 'each entry once',
      params: { next: 'take the repeated entry out' },
    });
  }
}
