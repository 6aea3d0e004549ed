import type { Check } from './check.ts';
import { EVERY_CHECK_GIVES, gradeCheckout } from './experiments/checkout/grade-checkout.ts';
import type { Judge } from './first-finding.ts';

/**
 * Makes the checks of a lab: one for each step, from the step's judge. With `detachedRoots` a check also looks for
 * database calls that are in no trace of the checkout, which takes another 1.5 s.
 */
export function checksOf(
  judges: Record<string, Judge>,
  options: { detachedRoots?: boolean } = {},
): Record<string, Check> {
  const checks = Object.entries(judges).map(([step, judge]): [string, Check] => {
    const check = (context: Parameters<Check>[0]) => gradeCheckout(context, judge, options);
    return [step, Object.assign(check, { gives: [...judge.gives, ...EVERY_CHECK_GIVES] })];
  });
  return Object.fromEntries(checks);
}
