import type { RequestOutput } from '#api/lab-output.ts';
import type { Paint } from './paint.ts';
import { harmless } from './wrap.ts';

/** How a request was answered, a fact a line; ids stand alone, so that a double click takes one up. */
export function showAnswer(
  { status, milliseconds, order, trace, traceparent }: RequestOutput,
  paint: Paint,
): string {
  const inTrace = trace
    ? paint.bold(trace)
    : traceparent
      ? 'the service may have begun one of its own; its log lines name it'
      : 'begun by the service; its log lines name it';
  return [
    ['status', (isWell(status) ? paint.green : paint.yellow)(`${status}`)],
    ['time', `${Math.round(milliseconds)} ms`],
    ...(order ? [['order', order]] : []),
    ['trace', inTrace],
  ]
    .map(([name = '', text]) => `${paint.dim(name.padEnd(7))} ${text}`)
    .join('\n');
}

/** The answer itself, without control characters that would move the cursor. */
export function showBody(body: string): string {
  return body.trimEnd().split('\n').map(harmless).join('\n');
}

/** Whether the service did what it was asked. */
export function isWell(status: number): boolean {
  return status >= 200 && status < 300;
}
