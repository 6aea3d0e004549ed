import type { SettleLimits } from './settle-limits.ts';

/** How far an attempt has come at one look. Times are milliseconds since the first look. */
export interface SettleProgress {
  now: number;
  /** When a span or a log line was last seen for the first time; 0 when nothing was seen yet. */
  lastNews: number;
  /** When the newest search began; 0 before the first. */
  lastSearch: number;
  /** When the newest search ended that found the check's own spans, which are known to be stored. */
  searchConfirmed?: number;
  /** Whether nothing more is expected: everything is there, or the request was refused. */
  complete: boolean;
  /** Whether what is lacking may only be late: its service sampled it, and says nothing of a failure. */
  late: boolean;
}

/** What to do after one look. */
export type SettleDecision =
  | { next: 'look'; search: boolean }
  /** Nothing more will come. */
  | { next: 'end'; because: 'complete' | 'confirmed-missing' }
  /** Time is up. `quiet` is false when spans were still coming in. */
  | { next: 'end'; because: 'deadline'; quiet: boolean; searchConfirmed: boolean };

/** Decides after one look whether an attempt has settled; depends on nothing but its arguments. */
export function decideSettled(progress: SettleProgress, limits: SettleLimits): SettleDecision {
  const { now, lastNews, lastSearch, searchConfirmed, complete, late } = progress;
  const quietFor = now - lastNews;
  if (quietFor >= limits.quiet && complete) return { next: 'end', because: 'complete' };
  const missing = searchConfirmed !== undefined && searchConfirmed - lastNews > limits.searchLag;
  const waited = !late || now >= limits.late;
  if (quietFor >= limits.giveUp && missing && waited) return { next: 'end', because: 'confirmed-missing' };
  if (now >= limits.deadline) {
    const quiet = quietFor >= limits.quiet;
    return { next: 'end', because: 'deadline', quiet, searchConfirmed: searchConfirmed !== undefined };
  }
  const due = now - lastSearch >= limits.searchEvery && now >= limits.firstSearch;
  return { next: 'look', search: due };
}
