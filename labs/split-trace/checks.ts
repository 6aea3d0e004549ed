import { checksOf } from '#grading/checks-of.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { catalogUnseen } from '#grading/findings/catalog-unseen.ts';
import { clientRoot } from '#grading/findings/client-root.ts';
import { missingSpanChecks } from '#grading/findings/missing-span-checks.ts';
import { firstFinding } from '#grading/first-finding.ts';
import { foreignContext } from './findings/foreign-context.ts';
import { headerWrong } from './findings/header-wrong.ts';
import { mendedInOneClientOnly } from './findings/mended-in-one-client-only.ts';
import { stillJoined } from './findings/still-joined.ts';
import { stillSplit } from './findings/still-split.ts';
import { wrongHopBroken } from './findings/wrong-hop-broken.ts';

const asOneTrace = (split: string) =>
  firstFinding(
    [...missingSpanChecks, clientRoot, headerWrong, stillSplit(split), catalogUnseen, mendedInOneClientOnly],
    passedCheckout,
  );

/** What each step makes of a settled attempt, without the bench: exported for the tests of its signatures. */
export const judges = {
  baseline: asOneTrace('already-split'),
  break: firstFinding(
    [...missingSpanChecks, wrongHopBroken, stillJoined, clientRoot, foreignContext],
    passedCheckout,
  ),
  mend: asOneTrace('still-split'),
};

/** The checks of the lab, by step. */
export const checks = checksOf(judges);
