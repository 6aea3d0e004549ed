import type { PartTable } from './part-spec.ts';
import { specOf } from './spec-of.ts';

/** The parts of a system by what a bench does with them, each list in the order of the table. */
export interface PartLists {
  /** Run as long as the bench and are built from the learner's files. */
  services: string[];
  /** Built from the learner's files too, started when they are asked for, and end by themselves. */
  jobs: string[];
  /** What every bench runs under the services, in start order: stores before tools. */
  stack: string[];
  /** What runs only where a lab needs it, in start order. */
  optional: string[];
}

/** Sorts the parts of a system into its lists. */
export function partLists(table: PartTable): PartLists {
  const parts = Object.keys(table).map((part) => ({ part, ...specOf(part, table) }));
  const namesOf = (chosen: typeof parts) => chosen.map(({ part }) => part);
  const always = parts.filter(({ optional }) => !optional);
  return {
    services: namesOf(always.filter(({ kind }) => kind === 'service')),
    jobs: namesOf(always.filter(({ kind }) => kind === 'job')),
    stack: namesOf([
      ...always.filter(({ kind }) => kind === 'store'),
      ...always.filter(({ kind }) => kind === 'tool'),
    ]),
    optional: namesOf(parts.filter(({ optional }) => optional)),
  };
}
