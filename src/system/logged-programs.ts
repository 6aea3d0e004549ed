import { partLists } from './part-lists.ts';
import type { PartTable } from './part-spec.ts';
import { PARTS } from './parts.ts';

/** The programs whose log lines a learner reads first: those that are built from the learner's files. */
export function loggedPrograms(table: PartTable = PARTS): readonly string[] {
  const { services, jobs } = partLists(table);
  return [...services, ...jobs];
}
