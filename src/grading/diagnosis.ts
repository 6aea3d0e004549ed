import type { CheckoutModel } from './experiments/checkout/model/checkout-model.ts';
import type { Judgement } from './judgement.ts';

/** Looks for findings in what an experiment saw, which is checkouts where nothing else is said; undefined when none of them is the case. */
export interface Diagnose<Seen = CheckoutModel> {
  (seen: Seen): Judgement | undefined;
  /** Every finding it can give. `npm run check` holds them against findings.yaml and the folders of mistakes. */
  readonly gives: readonly string[];
}

/** Makes a diagnosis; the compiler sees to it that it gives no finding but those it names. */
export function diagnosis<const Id extends string, Seen = CheckoutModel>(
  gives: readonly Id[],
  look: (seen: Seen) => Judgement<NoInfer<Id>> | undefined,
): Diagnose<Seen> {
  return Object.assign((seen: Seen) => look(seen), { gives });
}
