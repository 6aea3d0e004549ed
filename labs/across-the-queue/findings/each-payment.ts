import { type Diagnose, diagnosis } from '#grading/diagnosis.ts';
import { traceFact } from '#grading/evidence.ts';
import { type MessageModel, messageModel } from '#grading/experiments/messages/model/payment-model.ts';
import type { MessagesSeen } from '#grading/experiments/messages/seen.ts';
import type { Judgement } from '#grading/judgement.ts';

/** Makes a diagnosis that looks at each checkout that is recorded, and says how many of them show the fault. */
export function eachPayment<const Id extends string>(
  gives: readonly Id[],
  look: (model: MessageModel, seen: MessagesSeen) => Judgement<NoInfer<Id>> | undefined,
): Diagnose<MessagesSeen> {
  return diagnosis(gives, (seen: MessagesSeen): Judgement<Id> | undefined => {
    const models = recorded(seen);
    const found = models.flatMap((model) => {
      const judgement = look(model, seen);
      return judgement ? [{ model, judgement }] : [];
    });
    const [first] = found;
    if (!first) return undefined;
    const shown = new Set(found.map(({ model }) => model));
    const well = models.find((model) => !shown.has(model));
    if (!well) return first.judgement;
    const note = `${found.length} of ${models.length} checkouts show this: ${listed(found.map(({ model }) => model.label))}. The one in this trace, ${well.label}, does not.`;
    return {
      ...first.judgement,
      evidence: [...first.judgement.evidence, traceFact(well.probe.traceId, 'spanwise', note)],
    };
  });
}

/** The checkouts whose traces are to be recorded. */
export function recorded({ payments }: MessagesSeen): MessageModel[] {
  return payments.filter(({ role }) => role !== 'unsampled').map(messageModel);
}

/** As many as can be read at a glance. */
const LISTED = 4;

function listed(labels: readonly string[]): string {
  const more = labels.length - LISTED;
  return more > 0 ? `${labels.slice(0, LISTED).join('; ')}; and ${more} more` : labels.join('; ');
}
