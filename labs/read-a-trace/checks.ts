import { checksOf } from '#grading/checks-of.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import { spanAnswered, traceAnswered } from './findings/answers.ts';
import { keySpanNamed } from './findings/key-span-named.ts';
import { ownTimesGiven } from './findings/own-times-given.ts';

/** What each step makes of the trace that was answered, without the bench: exported for the tests of its signatures. */
export const judges = {
  'slow-hop': keySpanNamed('b-900'),
  'other-hop': keySpanNamed('b-910'),
  'own-time': ownTimesGiven,
};

/** The checks of the lab, by step. */
export const checks = checksOf(ownTraces({ ids: traceAnswered, spanIds: spanAnswered }), judges);
