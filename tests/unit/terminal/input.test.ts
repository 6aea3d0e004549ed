import { expect, test } from 'vitest';
import { createInputQueue } from '#terminal/client/input-queue.ts';
import { createInputLedger } from '#terminal/server/viewers/input-ledger.ts';

test('input sent again after a reconnect is taken once', () => {
  const ledger = createInputLedger();
  const account = ledger.open('a', 0);
  const bytes = Uint8Array.of(0, 1, 2, 3, 4);
  expect(ledger.accept(account, 0, bytes.subarray(0, 3))).toEqual(Uint8Array.of(0, 1, 2));
  expect(ledger.accept(ledger.open('a', 0), 0, bytes)).toEqual(Uint8Array.of(3, 4));
  expect(ledger.accept(account, 0, bytes)).toEqual(new Uint8Array(0));
  expect(ledger.accept(account, 6, bytes)).toBeUndefined();
  expect(ledger.open('b', 40).received).toBe(40);
});

test('the queue keeps what is not acknowledged and goes on where the server stands', () => {
  const queue = createInputQueue();
  queue.add(Uint8Array.of(1, 2, 3));
  queue.add(Uint8Array.of(4, 5));
  expect(queue.next()).toEqual({ offset: 0, bytes: Uint8Array.of(1, 2, 3) });
  expect(queue.next()).toEqual({ offset: 3, bytes: Uint8Array.of(4, 5) });
  expect(queue.next()).toBeUndefined();
  expect(queue.resumeAt(2)).toBe(true);
  expect(queue.next()).toEqual({ offset: 2, bytes: Uint8Array.of(3) });
  queue.acked(3);
  expect([queue.base, queue.size]).toEqual([3, 2]);
  expect(queue.resumeAt(2)).toBe(false);
  expect(queue.resumeAt(6)).toBe(false);
});

test('no more than a window is sent without acknowledgement', () => {
  const queue = createInputQueue();
  queue.add(new Uint8Array(1024 * 1024));
  let sent = 0;
  for (let piece = queue.next(); piece; piece = queue.next()) sent += piece.bytes.length;
  expect(sent).toBe(256 * 1024);
  queue.acked(sent);
  expect(queue.next()?.offset).toBe(sent);
});
