import type { Diagnose } from './diagnosis.ts';
import { type CheckoutModel, checkoutModelsOf } from './experiments/checkout/model/checkout-model.ts';
import type { Observation } from './experiments/checkout/probes/probe-result.ts';
import type { Judge } from './judge.ts';
import type { Judgement } from './judgement.ts';

/**
 * The first finding that is the case for any of the checkouts; otherwise what `pass` says of the first. The order of the
 * list is upstream first.
 */
export function firstFinding(
  diagnoses: readonly Diagnose[],
  pass: (model: CheckoutModel) => Judgement,
): Judge<Observation> {
  const judge = (observation: Observation): Judgement => {
    const models = checkoutModelsOf(observation);
    for (const diagnose of diagnoses) {
      const found = models.map((model) => ({ model, judgement: diagnose(model) }));
      const first = found.find(({ judgement }) => judgement !== undefined);
      if (first)
        return { ...first.judgement!, evidence: [...first.judgement!.evidence, ...differing(found)] };
    }
    return pass(models[0]!);
  };
  return Object.assign(judge, { gives: [...new Set(diagnoses.flatMap(({ gives }) => gives)), 'pass'] });
}

/** What is said of checkouts that differ: how many show the fault, which those are, and one that does not. */
function differing(found: readonly { model: CheckoutModel; judgement: Judgement | undefined }[]) {
  const shown = found.filter(({ judgement }) => judgement !== undefined).flatMap(({ model }) => model.labels);
  const well = found.filter(({ judgement }) => judgement === undefined);
  const [other] = well;
  if (!other) return [];
  const all = shown.length + well.flatMap(({ model }) => model.labels).length;
  return [
    {
      kind: 'span' as const,
      traceId: other.model.checkout.probe.traceId,
      service: 'spanwise',
      note: `${shown.length} of ${all} checkouts show this: ${listed(shown)}. The one in this trace, ${other.model.labels[0]}, does not.`,
    },
  ];
}

/** As many as can be read at a glance. */
const LISTED = 4;

function listed(labels: readonly string[]): string {
  const more = labels.length - LISTED;
  return more > 0 ? `${labels.slice(0, LISTED).join('; ')}; and ${more} more` : labels.join('; ');
}
