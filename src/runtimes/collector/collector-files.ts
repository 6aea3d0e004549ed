import { join } from 'node:path';
import type { OptionalPart } from '#system/part-names.ts';
import { specOf } from '#system/spec-of.ts';

/**
 * The files the Collector merges into the bench's own configuration: one more for each optional part that takes what
 * the Collector sends.
 */
export function ownCollectorFiles(stackFolder: string, optional: readonly OptionalPart[]): readonly string[] {
  const fed = optional.filter((part) => specOf(part).fedByCollector);
  return ['collector', ...fed].map((name) => join(stackFolder, 'collector', `${name}.yaml`));
}

/** The file that is merged last over a learner's configuration, which else stands alone: what it says is what runs. */
export function benchCollectorFile(stackFolder: string): string {
  return join(stackFolder, 'collector', 'bench.yaml');
}
