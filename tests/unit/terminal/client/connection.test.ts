import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientState } from '#terminal/client/client-state.ts';
import { type Connection, type ConnectionOptions, openConnection } from '#terminal/client/connection.ts';

/** A websocket whose other side is the test. */
class FakeSocket {
  readyState = 0;
  binaryType = 'blob';
  closed: number | undefined;
  onopen: (() => void) | undefined;
  onclose: ((event: { code: number; reason: string }) => void) | undefined;
  onmessage: ((event: { data: ArrayBuffer }) => void) | undefined;
  sent = 0;
  send(): void {
    this.sent += 1;
  }
  close(code = 1005): void {
    this.closed ??= code;
    this.readyState = 3;
  }
  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  end(code: number, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

let sockets: FakeSocket[];
let states: ClientState[];
let connection: Connection;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
});
afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

test('comes back after a loss, later with each failure, and at once when asked', async () => {
  connect();
  sockets[0]?.accept();
  sockets[0]?.end(1006);
  expect(states).toEqual([{ state: 'reconnecting', attempt: 1 }]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sockets).toHaveLength(2);
  sockets[1]?.end(1006);
  await vi.advanceTimersByTimeAsync(100);
  expect(sockets).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(100);
  expect(sockets).toHaveLength(3);
  sockets[2]?.end(1006);
  connection.retry();
  expect(sockets).toHaveLength(4);
  // What an earlier socket says is of the past.
  sockets[0]?.end(4000);
  expect(states.at(-1)).toEqual({ state: 'reconnecting', attempt: 3 });
});

test.each([
  [4000, { state: 'ended', why: 'closed' }],
  [4001, { state: 'ended', why: 'replaced' }],
])('ends when the server closes with %i', (code, expected) => {
  connect();
  sockets[0]?.accept();
  sockets[0]?.end(code);
  expect(states).toEqual([expected]);
});

test('gives up after five refusals in a row, and counts anew once it was accepted', async () => {
  connect();
  for (let count = 1; count <= 4; count++) await refuse();
  connection.accepted();
  for (let count = 1; count <= 4; count++) await refuse();
  expect(states.at(-1)?.state).toBe('reconnecting');
  await refuse();
  expect(states.at(-1)).toEqual({ state: 'ended', why: 'refused', message: 'no' });
});

test('asks after a failed try whether the terminal still is there', async () => {
  connect({ exists: async () => 'no' });
  sockets[0]?.end(1006);
  await vi.advanceTimersByTimeAsync(0);
  expect(states.at(-1)).toEqual({ state: 'ended', why: 'gone' });
});

test('gives a silent socket up, after it has asked and said so', async () => {
  connect({ times: { deadline: 1000, giveUp: 2000 } });
  sockets[0]?.accept();
  await vi.advanceTimersByTimeAsync(1250);
  expect(sockets[0]?.sent).toBe(1);
  await vi.advanceTimersByTimeAsync(1250);
  expect(states).toEqual([{ state: 'not-responding' }]);
  sockets[0]?.onmessage?.({ data: new ArrayBuffer(1) });
  expect(states.at(-1)).toEqual({ state: 'open' });
  await vi.advanceTimersByTimeAsync(3500);
  expect(states.slice(-2).map(({ state }) => state)).toEqual(['not-responding', 'reconnecting']);
});

test('closes for good', async () => {
  connect();
  sockets[0]?.accept();
  connection.close();
  expect(sockets[0]?.closed).toBe(1000);
  sockets[0]?.end(1000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sockets.length, states]).toEqual([1, []]);
});

async function refuse(): Promise<void> {
  sockets.at(-1)?.accept();
  sockets.at(-1)?.end(1008, 'no');
  await vi.advanceTimersByTimeAsync(2000);
}

function connect(more: Partial<ConnectionOptions> = {}): void {
  connection = openConnection({
    url: 'ws://host/socket',
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    onOpen: () => {},
    onBytes: () => {},
    onLost: () => {},
    onState: (state) => states.push(state),
    ...more,
  });
}
