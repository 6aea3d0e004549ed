import type { Experiment } from '#grading/experiment.ts';
import { MESSAGES_TROUBLES, messagesTrouble } from './messages-trouble.ts';
import { keptMessages } from './observation.ts';
import { runMessages } from './run-messages.ts';
import type { MessagesSeen } from './seen.ts';

/**
 * An experiment over the queue: checkouts that differ, with copies of their messages as RabbitMQ had them, and messages
 * that the check puts into the queue itself, past orders. `late` adds a payment that takes 3 s.
 */
export function messages({ late = false }: { late?: boolean } = {}): Experiment<MessagesSeen> {
  return {
    exhibits: [],
    run: ({ runtime, progress }, signal) => runMessages({ late }, { runtime, progress }, signal),
    trouble: messagesTrouble,
    troubles: MESSAGES_TROUBLES,
    observation: keptMessages,
    traces: ({ payments, direct }) =>
      [...payments, ...direct].map(({ probe: { traceId, spanId } }) => ({ traceId, spanId })),
  };
}
