import type { LikeSpec, PartSpec, PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';

/** A part's entry, with what it takes over from the part it is like. */
export function specOf(part: string, table: PartTable = PARTS): PartSpec {
  const entry = table[part];
  if (entry === undefined) throw new Error(`No part of the system is called ${part}`);
  if (!isLike(entry)) return entry;
  const base = specOf(entry.like, table);
  return { ...base, title: entry.title, optional: entry.optional };
}

/** The part whose way of running this part has: itself, unless it is like another. */
export function baseOf(part: string, table: PartTable = PARTS): string {
  const entry = table[part];
  return entry && isLike(entry) ? baseOf(entry.like, table) : part;
}

function isLike(entry: PartSpec | LikeSpec): entry is LikeSpec {
  return 'like' in entry;
}
