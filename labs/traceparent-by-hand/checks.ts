import { checksOf } from '#grading/checks-of.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import { parentAnswered, tracesAnswered } from './findings/answers.ts';
import { ownId } from './findings/own-id.ts';
import { ownRoot } from './findings/own-root.ts';
import { refusedHeaders } from './findings/refused-headers.ts';
import { unsampledTrace } from './findings/unsampled-trace.ts';

/** What each step makes of the learner's traces, without the bench: exported for the tests of its signatures. */
export const judges = {
  'own-id': ownId,
  refused: refusedHeaders,
  unsampled: unsampledTrace,
  'own-root': ownRoot,
};

/** The checks of the lab, by step. */
export const checks = checksOf(
  ownTraces({ ids: tracesAnswered, spanIds: parentAnswered, sinceBegun: true }),
  judges,
);
