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
