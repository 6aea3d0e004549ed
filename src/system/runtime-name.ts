/** Where a bench can run: as processes of this machine, or as pods of a cluster. */
export const RUNTIME_NAMES = ['local', 'kind'] as const;
export type RuntimeName = (typeof RUNTIME_NAMES)[number];
