import { type Channel, type ChannelModel, connect, type Options } from 'amqplib';
import { readTapped, type TappedMessage } from './tapped-message.ts';

/** An open connection to RabbitMQ on which copies of a queue's messages come in. */
export interface Tap {
  /** Puts a message straight into the queue; resolves when RabbitMQ has it. */
  send(body: string, options: Options.Publish): Promise<void>;
  /** Takes all messages out of the queue that no receiver has. */
  purge(): Promise<void>;
  /** Aborts when the connection is lost or closed. */
  readonly closed: AbortSignal;
  close(): Promise<void>;
}

/** Milliseconds for a handshake: on a cluster it goes through a forwarded port. */
const CONNECT_LIMIT = 2800;

/** The exchange that RabbitMQ's firehose copies every message to; it exists on every broker, and is silent without `trace_vhosts`. */
const FIREHOSE = 'amq.rabbitmq.trace';

/**
 * Opens a tap on a queue: every message that is sent to it or received from it is told with its headers. It sees what
 * happens from now on, and disturbs nothing: the copies lie in a queue of its own, which goes with the connection.
 */
export async function openTap(
  url: string,
  queue: string,
  listener: (message: TappedMessage) => void,
): Promise<Tap> {
  const connection = await connect(url, { timeout: CONNECT_LIMIT });
  const closed = new AbortController();
  const end = () => closed.abort(new Error('the connection to RabbitMQ is closed'));
  connection.on('error', end);
  connection.on('close', end);
  try {
    await tapOn(await connection.createChannel(), queue, listener);
    const sender = await connection.createConfirmChannel();
    sender.on('error', end);
    return {
      async send(body, options) {
        sender.sendToQueue(queue, Buffer.from(body), options);
        await sender.waitForConfirms();
      },
      purge: async () => void (await sender.purgeQueue(queue)),
      closed: closed.signal,
      close: () => close(connection),
    };
  } catch (error) {
    await close(connection);
    throw error;
  }
}

async function tapOn(
  channel: Channel,
  queue: string,
  listener: (message: TappedMessage) => void,
): Promise<void> {
  channel.on('error', () => undefined);
  const { queue: copies } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
  // Through the default exchange, whose name is empty, messages are published as “publish.”.
  await channel.bindQueue(copies, FIREHOSE, 'publish.#');
  await channel.bindQueue(copies, FIREHOSE, `deliver.${queue}`);
  await channel.consume(
    copies,
    (copy) => {
      const message = copy && readTapped(copy, Date.now());
      if (message?.queue === queue) listener(message);
    },
    { noAck: true },
  );
}

async function close(connection: ChannelModel): Promise<void> {
  await connection.close().catch(() => undefined);
}
