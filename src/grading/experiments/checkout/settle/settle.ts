import { type Clock, SYSTEM_CLOCK } from '../../clock.ts';
import { decideSettled, type SettleProgress } from './decide-settled.ts';
import type { SettleLimits } from './settle-limits.ts';

/** When a look takes place: milliseconds since the first, and since the newest news. */
export interface LookAt {
  now: number;
  quietFor: number;
}

interface Look<Seen> {
  seen: Seen;
  news: boolean;
  complete: boolean;
  /** Whether what is lacking may only be late. */
  late: boolean;
}

interface Settling<Seen> {
  limits: SettleLimits;
  /** Fetches again, and says what is there now. */
  look(at: LookAt, signal: AbortSignal): Promise<Look<Seen>>;
  /** Searches for what no known id leads to; true when the search found what is known to be stored. */
  search(signal: AbortSignal): Promise<boolean>;
  /** Why the newest search or look did not give what it should have given. */
  problem(): string | undefined;
  signal: AbortSignal;
  clock?: Clock;
}

/** How an attempt ended: what was seen last, and whether that was all. */
export interface Settled<Seen> {
  seen: Seen;
  settled: boolean;
  /** Why the search cannot be relied on. */
  searchProblem?: string;
}

/** Looks again and again until nothing more comes, or the deadline passes. */
export async function settle<Seen>(settling: Settling<Seen>): Promise<Settled<Seen>> {
  const { limits, look, search, problem, signal, clock = SYSTEM_CLOCK } = settling;
  const first = clock.now();
  const since = () => clock.now() - first;
  const progress: Omit<SettleProgress, 'now' | 'complete' | 'late'> = { lastNews: 0, lastSearch: 0 };
  for (;;) {
    const began = since();
    const at = { now: began, quietFor: began - progress.lastNews };
    const { seen, news, complete, late } = await look(at, signal);
    const now = since();
    if (news) progress.lastNews = now;
    const decision = decideSettled({ ...progress, now, complete, late }, limits);
    if (decision.next === 'end') {
      if (decision.because !== 'deadline') return { seen, settled: true };
      if (decision.searchConfirmed) return { seen, settled: decision.quiet };
      return { seen, settled: false, searchProblem: problem() ?? 'no search was answered' };
    }
    if (decision.search) {
      progress.lastSearch = now;
      if (await search(signal)) progress.searchConfirmed = since();
    }
    await clock.wait(limits.lookEvery, signal);
  }
}
