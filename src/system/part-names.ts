import { partLists } from './part-lists.ts';
import { PARTS } from './parts.ts';
import type { NamesOf, OptionalOf } from './table-types.ts';

const LISTS = partLists(PARTS);

/** The Bookstore's services, upstream first: the ones a learner edits. */
export const SERVICES = LISTS.services as readonly Service[];
export type Service = NamesOf<typeof PARTS, 'service'>;

/** The stack under them, in start order. */
export const STACK = LISTS.stack as readonly StackPart[];
export type StackPart = Exclude<NamesOf<typeof PARTS, 'store' | 'tool'>, OptionalPart>;

/** Parts of the stack that run only where a lab needs them, in start order. */
export const OPTIONAL = LISTS.optional as readonly OptionalPart[];
export type OptionalPart = OptionalOf<typeof PARTS>;

/** What a bench consists of on every runtime. */
export type BenchPart = Service | StackPart;
export const BENCH_PARTS: readonly BenchPart[] = [...STACK, ...SERVICES];

/** Anything a runtime starts, watches and can restart; `cluster` is what the kind runtime stands on. */
export type Part = BenchPart | OptionalPart | 'cluster';
