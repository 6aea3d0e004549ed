import { checksOf } from '#grading/checks-of.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { catalogUnseen } from '#grading/findings/catalog-unseen.ts';
import { clientRoot } from '#grading/findings/client-root.ts';
import { flagIgnored } from '#grading/findings/flag-ignored.ts';
import { missingSpanChecks } from '#grading/findings/missing-spans/missing-span-checks.ts';
import { orphanParent, orphanParentIn } from '#grading/findings/orphan-parent.ts';
import { tracestateLost } from '#grading/findings/tracestate-lost.ts';
import { twoNames } from '#grading/findings/two-names.ts';
import { unendedSpan } from '#grading/findings/unended-span.ts';
import { firstFinding } from '#grading/first-finding.ts';
import { foreignContext } from './findings/foreign-context.ts';
import { headerWrong } from './findings/header-wrong.ts';
import { mendedInOneClientOnly } from './findings/mended-in-one-client-only.ts';
import { passedBroken } from './findings/passed-broken.ts';
import { stillJoined } from './findings/still-joined.ts';
import { stillSplit } from './findings/still-split.ts';
import { wrongHopBroken } from './findings/wrong-hop-broken.ts';

const asOneTrace = (split: string) =>
  firstFinding(
    [
      ...missingSpanChecks,
      clientRoot,
      unendedSpan,
      orphanParent,
      twoNames,
      headerWrong,
      stillSplit(split),
      catalogUnseen,
      mendedInOneClientOnly,
      flagIgnored(),
      tracestateLost,
    ],
    passedCheckout,
  );

/** What each step makes of what the checkouts left behind, without the bench: exported for the tests of its signatures. */
export const judges = {
  baseline: asOneTrace('already-split'),
  break: firstFinding(
    [
      ...missingSpanChecks,
      unendedSpan,
      // Where orders hangs is what the step is about: the findings below look at that.
      orphanParentIn(['storefront', 'catalog', 'payments-worker']),
      wrongHopBroken,
      stillJoined,
      clientRoot,
      foreignContext,
      catalogUnseen,
    ],
    passedBroken,
  ),
  mend: asOneTrace('still-split'),
};

/** The checks of the lab, by step. */
export const checks = checksOf(checkout(), judges);
