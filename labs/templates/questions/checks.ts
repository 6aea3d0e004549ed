import { checksOf } from '#grading/checks-of.ts';
import { ownTraces } from '#grading/experiments/own-traces/own-traces.ts';
import { firstOf } from '#grading/first-of.ts';
import { passed } from './findings/passed.ts';
import { settled } from './findings/settled.ts';
import { traceNotFound } from './findings/trace-not-found.ts';
import { traceOfACheck } from './findings/trace-of-a-check.ts';
import { wrongService } from './findings/wrong-service.ts';
import { wrongTrace } from './findings/wrong-trace.ts';

/** What each step makes of the answers and of the traces that they name. First whether it is the right trace at all. */
const judges = {
  read: firstOf([traceNotFound, traceOfACheck, settled, wrongTrace, wrongService], passed),
};

/** The checks of the lab, by step. */
export const checks = checksOf(ownTraces(), judges);
