import type { Judgement } from './check.ts';
import type { Diagnose } from './diagnosis.ts';
import type { CheckoutModel } from './experiments/checkout/model/checkout-model.ts';

/** What a step makes of a settled attempt. */
export interface Judge {
  (model: CheckoutModel): Judgement;
  /** Every finding it can give, the pass included. */
  readonly gives: readonly string[];
}

/** The first finding that is the case; otherwise what `pass` says. The order of the list is upstream first. */
export function firstFinding(
  diagnoses: readonly Diagnose[],
  pass: (model: CheckoutModel) => Judgement,
): Judge {
  const judge = (model: CheckoutModel): Judgement => {
    for (const diagnose of diagnoses) {
      const found = diagnose(model);
      if (found) return found;
    }
    return pass(model);
  };
  return Object.assign(judge, { gives: [...new Set(diagnoses.flatMap(({ gives }) => gives)), 'pass'] });
}
