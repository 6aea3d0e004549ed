import { setTimeout as wait } from 'node:timers/promises';
import type { MessageList, MessageView } from '#api/message-view.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { PAYMENTS_QUEUE } from '#system/payments-queue.ts';
import { openTap } from '#telemetry/messages/tap.ts';
import type { TappedMessage } from '#telemetry/messages/tapped-message.ts';

/** Messages that are kept: a check sends about twenty. */
const KEPT = 100;
/** Milliseconds before a lost connection is made again. */
const RETRY = 1000;

/** Keeps the newest messages of the bench for as long as it lives; gives what is known of them now. */
export function keepMessages(
  runtime: Pick<Runtime, 'brokerUrl' | 'status' | 'watch'>,
  signal: AbortSignal,
): () => MessageList {
  const messages: MessageView[] = [];
  let problem: string | undefined = 'RabbitMQ is not ready yet';
  let listening = false;
  const isReady = () =>
    !signal.aborted && runtime.status().some(({ part, state }) => part === 'rabbitmq' && state === 'ready');
  const listen = async () => {
    if (listening) return;
    listening = true;
    while (isReady()) {
      problem = await listenOnce(
        runtime,
        (message) => note(messages, message),
        signal,
        () => {
          problem = undefined;
        },
      );
      await wait(RETRY, undefined, { signal, ref: false }).catch(() => undefined);
    }
    listening = false;
  };
  runtime.watch(({ part, state }) => {
    if (part === 'rabbitmq' && state === 'ready') void listen();
  }, signal);
  void listen();
  return () => ({ messages: [...messages], ...(problem && { problem }) });
}

/** Listens until the connection is lost; gives the reason. */
async function listenOnce(
  runtime: Pick<Runtime, 'brokerUrl'>,
  listener: (message: TappedMessage) => void,
  signal: AbortSignal,
  opened: () => void,
): Promise<string> {
  try {
    const tap = await openTap(await runtime.brokerUrl(), PAYMENTS_QUEUE, listener);
    opened();
    const ended = AbortSignal.any([signal, tap.closed]);
    if (!ended.aborted)
      await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
    await tap.close();
    return 'the connection to RabbitMQ was lost';
  } catch (error) {
    return `RabbitMQ cannot be reached: ${(error as Error).message}`;
  }
}

function note(messages: MessageView[], message: TappedMessage): void {
  const { event, time, queue, messageId, headers, body } = message;
  if (event === 'delivered') {
    const sent = messages.findLast((one) => one.messageId === messageId && one.body === body);
    if (sent) sent.deliveries += 1;
    return;
  }
  messages.push({ time, queue, messageId, headers: [...headers], body, deliveries: 0 });
  messages.splice(0, Math.max(0, messages.length - KEPT));
}
