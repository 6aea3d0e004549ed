import { checksOf } from '#grading/checks-of.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { stopping } from '#grading/experiments/stopping/stopping.ts';
import { missingSpanChecks } from '#grading/findings/missing-spans/missing-span-checks.ts';
import { tracestateLost } from '#grading/findings/tracestate-lost.ts';
import { firstFinding } from '#grading/first-finding.ts';
import { firstOf } from '#grading/first-of.ts';
import { catalogNotCalled } from './findings/catalog-not-called.ts';
import { entry } from './findings/entry.ts';
import { logOutsideSpan } from './findings/log-outside-span.ts';
import { noSpan } from './findings/no-span.ts';
import { orphanServerSpan } from './findings/orphan-server-span.ts';
import { ownSpan } from './findings/own-span.ts';
import { ownSpanBelowMissing, ownSpanMissing } from './findings/own-span-missing.ts';
import { passed } from './findings/passed.ts';
import { serviceName } from './findings/service-name.ts';
import { SLOW_BOOK } from './findings/slow-request.ts';
import { spanTooShort } from './findings/span-too-short.ts';
import { statement } from './findings/statement.ts';
import { allStored, lostAtStop } from './findings/stop.ts';
import { unended } from './findings/unended.ts';

/** A way out of the look-up that is seldom taken, and on which a span is easily forgotten. */
const NO_SUCH_BOOK = 'none';

const recorded = [...missingSpanChecks, catalogNotCalled, noSpan, serviceName, unended, spanTooShort];
const joined = [...recorded, entry, orphanServerSpan, ownSpan, tracestateLost];

/** What each step makes of what the checkouts left behind. */
const judges = {
  // The first two ask for a span of the learner's own code and its log lines; what one sees of the others does without.
  'first-span': firstFinding([...recorded, ownSpanMissing, logOutsideSpan], passed),
  join: firstFinding([...joined, ownSpanBelowMissing, logOutsideSpan], passed),
  statement: firstFinding([...joined, statement], passed),
};

/** The checks of the lab, by step. */
export const checks = {
  ...checksOf(checkout({ detachedRoots: 'all', books: [SLOW_BOOK, NO_SUCH_BOOK] }), judges),
  ...checksOf(stopping(), { flush: firstOf([lostAtStop], allStored) }),
};
