import type { Judgement } from '#grading/judgement.ts';
import type { Unreached } from '../experiments/checkout/probes/probe-result.ts';
import { brokenBench } from './broken-bench.ts';
import { stageOf } from './stages.ts';

interface Lost {
  /** Whether every span that the check sent straight to the store was found. */
  ownStored: boolean;
  /** Why a trace could not be looked at, so that nothing can be said of what was found. */
  unread?: string | undefined;
  searchProblem?: string | undefined;
  unreached?: Unreached | undefined;
}

/** What the bench lost of an attempt, the store first; undefined where it lost nothing. */
export function benchLost({
  ownStored,
  unread,
  searchProblem,
  unreached,
}: Lost): Judgement<'bench-broken'> | undefined {
  // A store that does not answer has lost nothing: on a busy machine it is slow.
  if (unread) {
    const reason = `it was asked for a trace of this check again and again, and the last time said: ${unread}`;
    return brokenBench('tempo', reason, stageOf('tempo', 'stores spans'));
  }
  if (!ownStored) {
    const reason =
      'a span that Spanwise sent at the start of this check was not found, though one sent at the end was';
    return brokenBench('tempo', reason, stageOf('tempo', 'stores spans'));
  }
  if (searchProblem) return brokenBench('tempo', searchProblem, stageOf('search', 'finds what is stored'));
  return unreached && collectorLost(unreached);
}

/** The Collector was not there for a service, and its spans are gone. */
export function collectorLost({ service, error }: Unreached): Judgement<'bench-broken'> {
  const reason = `${service} could not reach the Collector, and its spans were lost: ${error}`;
  return brokenBench('collector', reason, stageOf(service, 'its exporter sends'));
}
