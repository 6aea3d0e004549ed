import type { Check } from './check.ts';
import { EVERY_CHECK_GIVES, gradeCheckout } from './experiments/checkout/grade-checkout.ts';
import type { Judge } from './first-finding.ts';

/**
 * Makes the checks of a lab from what its steps make of a settled attempt, by step. `strays` is for steps that ask for
 * statements in no trace of the checkout; it costs each check a second and a half.
 */
export function checksOf(
  judges: Record<string, Judge>,
  options: { strays?: boolean } = {},
): Record<string, Check> {
  const checks = Object.entries(judges).map(([step, judge]): [string, Check] => {
    const check = (context: Parameters<Check>[0]) => gradeCheckout(context, judge, options);
    return [step, Object.assign(check, { gives: [...judge.gives, ...EVERY_CHECK_GIVES] })];
  });
  return Object.fromEntries(checks);
}
