import { messageModel } from '#grading/experiments/messages/model/payment-model.ts';
import { referencesOf } from '#grading/experiments/messages/model/references.ts';
import type { MessagesSeen } from '#grading/experiments/messages/seen.ts';

/**
 * Whether the worker took up the trace of a message that the check sent with a `traceparent` as text: it tells lost
 * injection from lost extraction. Right answers that only the shop's own worker understands do not.
 */
export function takesUpStandardHeader({ direct }: MessagesSeen): boolean {
  const one = direct.find(({ role }) => role === 'text-header');
  if (!one) return false;
  const model = messageModel(one);
  return model.tops.some((top) =>
    referencesOf(model, top).some(({ leads }) => leads === 'to-the-sender' || leads === 'beside-it'),
  );
}
