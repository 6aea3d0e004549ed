import { checksOf } from '#grading/checks-of.ts';
import { checkout } from '#grading/experiments/checkout/checkout.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import { upstreamFirst } from '#grading/findings/upstream-first.ts';
import { firstFinding } from '#grading/first-finding.ts';

/** What each step makes of what the checkouts left behind. */
const judges = {
  mend: firstFinding(upstreamFirst, passedCheckout),
};

/** The checks of the lab, by step. */
export const checks = checksOf(checkout(), judges);
