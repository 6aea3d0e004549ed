import { BENCH_PARTS, type BenchPart, OPTIONAL, type OptionalPart } from '#system/part-names.ts';

/** What this runtime starts: everything but the cluster itself runs in a pod. */
export type PodPart = BenchPart | OptionalPart;

/** All there can be; a bench runs the optional ones only where they are wanted. */
export const POD_PARTS: readonly PodPart[] = [...BENCH_PARTS, ...OPTIONAL];
