import type { MessageView } from '#api/message-view.ts';
import type { Paint } from './paint.ts';
import { harmless } from './wrap.ts';

/** A message for people: when it was sent and how often it was given to a receiver, then a header a line, then its body. */
export function showMessage(message: MessageView, paint: Paint): string {
  const { time, queue, messageId, headers, body, deliveries } = message;
  const clock = paint.dim(new Date(time).toTimeString().slice(0, 8));
  const width = Math.max(...headers.map(({ name }) => name.length), 'body'.length);
  const line = (name: string, text: string) => `  ${harmless(name).padEnd(width)}  ${text}`;
  return [
    `${clock} ${paint.bold(queue)} ${harmless(messageId || 'without an id')} ${paint.dim(`delivered ${times(deliveries)}`)}`,
    ...(headers.length === 0 ? [`  ${paint.yellow('no headers')}`] : []),
    ...headers.map(({ name, type, value }) =>
      line(name, type === 'text' ? harmless(value) : `${harmless(value)} ${paint.dim(`(${type})`)}`),
    ),
    paint.dim(line('body', harmless(body))),
  ].join('\n');
}

function times(count: number): string {
  if (count === 0) return 'to nobody yet';
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
