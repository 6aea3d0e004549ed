import type { CheckoutModel } from './experiments/checkout/model/checkout-model.ts';
import type { Judgement } from './judgement.ts';

/** Looks for findings in a settled attempt; undefined when none of them is the case. */
export interface Diagnose {
  (model: CheckoutModel): Judgement | undefined;
  /** Every finding it can give. `npm run check` holds them against findings.yaml and the folders of mistakes. */
  readonly gives: readonly string[];
}

/** Makes a diagnosis; the compiler sees to it that it gives no finding but those it names. */
export function diagnosis<const Id extends string>(
  gives: readonly Id[],
  look: (model: CheckoutModel) => Judgement<NoInfer<Id>> | undefined,
): Diagnose {
  return Object.assign((model: CheckoutModel) => look(model), { gives });
}
