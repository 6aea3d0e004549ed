import { checksOf } from '#grading/checks-of.ts';
import { pipeline } from '#grading/experiments/pipeline/pipeline.ts';
import { firstOf } from '#grading/first-of.ts';
import { decisionTooLate } from './findings/decision-too-late.ts';
import { limiterBehind } from './findings/limiter-behind.ts';
import { loopsBack } from './findings/loops-back.ts';
import { notDelivered } from './findings/not-delivered.ts';
import { notReceived } from './findings/not-received.ts';
import { passedWith } from './findings/passed.ts';
import { processorUnused } from './findings/processor-unused.ts';
import { refused } from './findings/refused.ts';
import { backendReplaced, backendsDiffer, unsampledCopy, unscrubbedCopy } from './findings/second-backend.ts';
import { sentTwice } from './findings/sent-twice.ts';
import { spansMissing } from './findings/spans-missing.ts';
import {
  halfTraces,
  lost,
  restNotDropped,
  scrubBeforeSampling,
  urlStillStored,
} from './findings/wrongly-kept.ts';

/** In the order of a span's way: a fault hides those behind it. */
const throughTheCollector = [notReceived, loopsBack, notDelivered('tempo'), refused];

/** What has to hold of the processors between. */
const inOrder = [
  processorUnused,
  limiterBehind,
  scrubBeforeSampling,
  lost('errors-lost', 'declined'),
  lost('slow-lost', 'slow'),
  restNotDropped,
  halfTraces,
  urlStillStored,
  sentTwice('tempo'),
];

const sameInJaeger = [
  notDelivered('jaeger'),
  unsampledCopy,
  unscrubbedCopy,
  backendsDiffer,
  sentTwice('jaeger'),
];

/** What each step makes of what became of the checkouts, without the bench: exported for the tests of its signatures. */
export const judges = {
  connect: firstOf(
    [decisionTooLate, ...throughTheCollector, spansMissing, sentTwice('tempo')],
    passedWith('tempo'),
  ),
  order: firstOf([decisionTooLate, ...throughTheCollector, ...inOrder], passedWith('tempo')),
  'second-backend': firstOf(
    [decisionTooLate, backendReplaced, ...throughTheCollector, ...inOrder, ...sameInJaeger],
    passedWith('tempo', 'jaeger'),
  ),
};

/** Three of each kind that is kept, so that a sampler that keeps every second trace by chance is found out. */
const MIX = { ordinary: 6, declined: 3, slow: 3 };

const { connect, order, 'second-backend': second } = judges;

/** The checks of the lab, by step. */
export const checks = {
  ...checksOf(pipeline(), { connect }),
  ...checksOf(pipeline({ mix: MIX }), { order }),
  ...checksOf(pipeline({ mix: MIX, asksJaeger: true }), { 'second-backend': second }),
};
