import type { ApplyResult } from '../runtime.ts';

/** What is wrong with a file of a setup, and where in it. */
export type Refusal = Omit<ApplyResult & { status: 'does-not-configure' }, 'status' | 'part' | 'file'>;
