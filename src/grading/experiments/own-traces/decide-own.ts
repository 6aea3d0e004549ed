import type { SettleLimits } from '../checkout/settle/settle-limits.ts';

/** How far one trace has come at one look. Times are milliseconds. */
export interface OwnProgress {
  /** Since the first look at any trace. */
  now: number;
  /** For how long every look has shown the same spans. */
  sameFor: number;
  /** Since the newest thing that is known of it, a log line or the end of a span; 0 where nothing is known of it. */
  age: number;
  /** Whether nothing of it is known to be still on its way. */
  complete: boolean;
}

/** What becomes of a trace after one look; depends on nothing but its arguments. */
export function decideOwn(
  { now, sameFor, age, complete }: OwnProgress,
  limits: Pick<SettleLimits, 'quiet' | 'late' | 'deadline'>,
): 'again' | 'settled' | 'growing' {
  // Two looks, as far apart as two batches of services that are not in step.
  if (complete && sameFor >= limits.quiet) return 'settled';
  // The SDK's own batch leaves after 5 s: what has not come by now does not come. Older traces need a single look.
  if (age >= limits.late) return 'settled';
  // Only a trace to which something is added all the time gets here.
  return now >= limits.deadline ? 'growing' : 'again';
}
