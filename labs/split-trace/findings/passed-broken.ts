import type { CheckoutModel } from '#grading/experiments/checkout/model/checkout-model.ts';
import { passedCheckout } from '#grading/experiments/checkout/passed-checkout.ts';
import type { Judgement } from '#grading/judgement.ts';
import { catalogApart } from './catalog-apart.ts';

/** orders is in a trace of its own, as was asked for; tells of catalog where it is too. */
export function passedBroken(model: CheckoutModel): Judgement {
  const passed = passedCheckout(model);
  const [fact] = catalogApart(model)?.evidence ?? [];
  if (!fact) return passed;
  const note = 'By the way: catalog is in a trace of its own as well. This step asks for orders alone.';
  return { ...passed, evidence: [...passed.evidence, { ...fact, note }] };
}
