import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { encodeFrame, FrameType } from '#terminal/protocol.ts';
import type { TerminalSession } from '#terminal/server/session.ts';
import { seeded } from '../../faults/random.ts';
import { startTerminals, type TerminalBench } from './bench.ts';
import { record } from './recorder.ts';

const long = process.env['SPANWISE_LONG'] === '1';
let bench: TerminalBench;
let session: TerminalSession;

beforeEach(async () => {
  bench = await startTerminals();
  session = bench.script('stty raw -echo; cat');
});
afterEach(async () => {
  // Whatever was sent, the terminal still serves.
  const recorder = record(bench.url(session));
  await recorder.until('open', () => recorder.states.at(-1)?.state === 'open');
  recorder.client.type('still here');
  await recorder.until('an echo', () => recorder.text().includes('still here'));
  recorder.client.close();
  await bench.close();
});

const attach = (fields: object = {}) =>
  encodeFrame(
    FrameType.command,
    0,
    Buffer.from(
      JSON.stringify({
        type: 'attach',
        version: 1,
        client: 'a'.repeat(32),
        offset: null,
        input: 0,
        cols: 80,
        rows: 24,
        ...fields,
      }),
    ),
  );
const command = (text: string | Buffer) => encodeFrame(FrameType.command, 0, Buffer.from(text));

test.for<[string, number, (string | Uint8Array)[]]>([
  ['a text message', 1003, ['hello']],
  ['nothing', 1002, [Buffer.alloc(0)]],
  ['a short frame', 1002, [Buffer.from([1, 2, 3])]],
  ['an unknown type', 1002, [Buffer.concat([Buffer.from([0x7f]), Buffer.alloc(8)])]],
  ['an offset beyond counting', 1002, [Buffer.concat([Buffer.from([1]), Buffer.alloc(8, 255)])]],
  ['a frame of the server', 1002, [attach(), encodeFrame(FrameType.output, 0, Buffer.from('x'))]],
  ['bad JSON', 1002, [command('{')]],
  ['bad UTF-8', 1002, [command(Buffer.from([0x22, 0xff, 0x22]))]],
  ['an unknown command', 1002, [command('{"type":"exec","file":"sh"}')]],
  ['an extra field', 1002, [attach({ cwd: '/' })]],
  ['input before attach', 1008, [encodeFrame(FrameType.input, 0, Buffer.from('x'))]],
  ['two attaches', 1008, [attach(), attach()]],
  ['an offset never printed', 1008, [attach({ offset: 1e9 })]],
  ['an ack of what was never sent', 1008, [attach(), encodeFrame(FrameType.ack, 1e9)]],
  ['input with a gap', 1008, [attach(), encodeFrame(FrameType.input, 10, Buffer.from('x'))]],
  ['a size that is not a number', 1002, [attach(), command('{"type":"resize","cols":null,"rows":5}')]],
  ['a message over 1 MiB', 1009, [attach(), Buffer.alloc(1024 * 1024 + 1)]],
  [
    'too many messages',
    1008,
    [attach(), ...Array.from({ length: 6000 }, () => encodeFrame(FrameType.ping, 0))],
  ],
])('%s ends the socket and nothing else', async ([, code, messages]) => {
  const ws = new WebSocket(bench.url(session));
  await new Promise((resolve) => ws.once('open', resolve));
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  for (const message of messages) ws.send(message);
  expect(await closed).toBe(code);
});

test('raw rubbish after the upgrade ends the socket and nothing else', async () => {
  const bad = [
    Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
    Buffer.from([0xc2, 0x80, 0, 0, 0, 0]),
    Buffer.from([0x82, 0x01, 0x00]),
    Buffer.from([0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0]),
    Buffer.from([0x80, 0x80, 0, 0, 0, 0]),
  ];
  for (const bytes of bad) {
    const socket = connect(bench.port, '127.0.0.1');
    socket.write(
      `GET /${session.id} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    await new Promise((resolve) => socket.once('data', resolve));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => {});
    socket.resume();
    socket.write(bytes);
    await closed;
  }
});

test(
  'random frames do no harm',
  async () => {
    const random = seeded();
    console.info(`seed ${random.seed}`);
    const before = process.memoryUsage().rss;
    for (let sent = 0; sent < (long ? 100_000 : 4000); ) {
      const ws = new WebSocket(bench.url(session));
      ws.on('error', () => {});
      await new Promise((resolve) => ws.once('open', resolve));
      const closed = new Promise((resolve) => ws.once('close', resolve));
      if (random.between(0, 1)) ws.send(attach());
      for (let count = random.between(1, 20); count > 0; count -= 1, sent += 1) {
        const frame = randomBytes(random.between(0, 40));
        if (frame.length > 0 && random.between(0, 1)) frame[0] = random.between(1, 5);
        if (frame.length > 9 && random.between(0, 1)) frame.fill(0, 1, 9);
        ws.send(frame);
      }
      ws.close(1000);
      await closed;
    }
    expect(process.memoryUsage().rss - before).toBeLessThan((long ? 64 : 48) * 1024 * 1024);
  },
  long ? 300_000 : 30_000,
);

test('a thousand wild sizes a second become a few sane ones', async () => {
  const sizes = bench.script(`trap 'stty size' WINCH; echo ready; while :; do read -t 0.01; done`);
  const recorder = record(bench.url(sizes), { draw: false });
  await recorder.until('ready', () => recorder.text().includes('ready'));
  const ws = new WebSocket(bench.url(sizes));
  await new Promise((resolve) => ws.once('open', resolve));
  ws.send(attach());
  const began = performance.now();
  const wild = [-5, 0, 1e9, 3.7, -1e300];
  for (let count = 0; count < 1000; count += 1) {
    const size = {
      type: 'resize',
      cols: wild[count % 5]! + (count % 50),
      rows: wild[count % 3]! + (count % 7),
    };
    ws.send(command(JSON.stringify(size)));
    if (count % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  const seen = [...recorder.text().matchAll(/^(\d+) (\d+)\r$/gm)].map(
    ([, rows, cols]) => [Number(rows), Number(cols)] as const,
  );
  expect(seen.length).toBeGreaterThan(2);
  // Twenty a second, on a slow machine over a longer time.
  expect(seen.length).toBeLessThanOrEqual(40 + ((performance.now() - began) / 1000) * 20);
  for (const [rows, cols] of seen) {
    expect(rows).toBeGreaterThanOrEqual(1);
    expect(rows).toBeLessThanOrEqual(200);
    expect(cols).toBeGreaterThanOrEqual(2);
    expect(cols).toBeLessThanOrEqual(500);
  }
  ws.close();
  recorder.client.resize(Number.NaN, 1e9);
  recorder.client.close();
});
