import { expect, test } from 'vitest';
import { createPaint } from '#cli/lab/show/paint.ts';
import { showMessage } from '#cli/lab/show/show-message.ts';

const paint = createPaint(false);
const message = {
  time: new Date(2026, 10, 29, 21, 5, 9).getTime(),
  queue: 'payments',
  messageId: 'm-1',
  headers: [],
  body: '{"orderId":"o-1"}',
  deliveries: 1,
};

test('a message without headers, and one with headers of several types', () => {
  expect(showMessage(message, paint)).toMatchInlineSnapshot(`
    "21:05:09 payments m-1 delivered once
      no headers
      body  {"orderId":"o-1"}"
  `);
  const headers = [
    { name: 'traceparent', type: 'text', value: '00-a-b-01' },
    { name: 'x-attempt', type: 'integer', value: '3' },
  ];
  expect(showMessage({ ...message, messageId: '', headers, deliveries: 0 }, paint)).toMatchInlineSnapshot(`
    "21:05:09 payments without an id delivered to nobody yet
      traceparent  00-a-b-01
      x-attempt    3 (integer)
      body         {"orderId":"o-1"}"
  `);
});

test('what would move the cursor is shown and does nothing', () => {
  const headers = [{ name: 'x', type: 'text', value: '\x1b[2J' }];
  expect(showMessage({ ...message, headers }, paint)).not.toContain('\x1b');
});
