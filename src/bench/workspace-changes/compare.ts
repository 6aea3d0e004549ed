import { createHash } from 'node:crypto';
import { type Entries, sameEntry } from './entries.ts';

/** A path at which two states of a workspace differ. */
export interface Difference {
  path: string;
  change: 'replaced' | 'removed' | 'created';
}

/** What happens to each path on the way from one state to another, in the order of the paths. */
export function compare(from: Entries, to: Entries): Difference[] {
  const paths = [...new Set([...from.keys(), ...to.keys()])].toSorted();
  return paths
    .filter((path) => !sameEntry(from.get(path), to.get(path)))
    .map((path) => ({ path, change: !to.has(path) ? 'removed' : from.has(path) ? 'replaced' : 'created' }));
}

/** A hash of the differences, used like an ETag: it changes when either side changes at one of these paths. */
export function etagOf(differences: readonly Difference[], from: Entries, to: Entries): string {
  const facts = differences.map(({ path }) => [path, from.get(path) ?? null, to.get(path) ?? null]);
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32);
}
