import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProxy } from '../../faults/proxy.ts';
import { seeded } from '../../faults/random.ts';
import { goAttached, startTerminals, type TerminalBench, UNTIL_GO } from './bench.ts';
import { record } from './recorder.ts';

const long = process.env['SPANWISE_LONG'] === '1';
let bench: TerminalBench;

beforeAll(async () => {
  bench = await startTerminals();
});
afterAll(() => bench.close());

test('a place that changes while a terminal is being attached gives the shell its size', async () => {
  const session = bench.script('while :; do stty size; sleep 0.1; done');
  const recorder = record(bench.url(session), {
    open(url) {
      const socket = new WebSocket(url);
      const send = socket.send.bind(socket);
      socket.send = (data) => {
        send(data);
        socket.send = send;
        recorder.client.resize(70, 20);
      };
      return socket;
    },
  });
  await recorder.until('the size', () => recorder.text().includes('20 70'));
  expect([recorder.terminal.cols, recorder.terminal.rows]).toEqual([70, 20]);
  recorder.client.close();
  await session.close();
});

test(
  'output is exact through cuts at random bytes',
  async () => {
    const random = seeded();
    console.info(`seed ${random.seed}`);
    const cuts = long ? 1000 : 25;
    const lines = cuts * 4000;
    const session = bench.script(`${UNTIL_GO}; seq -f 'line %.0f of a long output' ${lines}`);
    const proxy = await startProxy(bench.port, random, (connection) =>
      connection > cuts
        ? {}
        : { resetAfterDown: random.between(1, 200_000), slice: random.between(100, 40_000) },
    );
    const recorder = record(bench.url(session, proxy.port), { draw: false });
    await goAttached(bench, recorder);
    await recorder.until(
      'the end of output',
      () => recorder.states.at(-1)?.state === 'ended',
      long ? 900_000 : 60_000,
    );
    const expected = Array.from(
      { length: lines },
      (_, index) => `line ${index + 1} of a long output\r\n`,
    ).join('');
    expect(digest(stripReset(recorder.bytes()))).toEqual(digest(Buffer.from(expected)));
    expect(proxy.connections).toBeGreaterThan(5);
    expect(recorder.states.at(-1)).toEqual({ state: 'ended', why: 'exit', code: 0, signal: 0 });
    await proxy.close();
  },
  long ? 1_000_000 : 70_000,
);

test(
  'input arrives exactly once through cuts at random bytes',
  async () => {
    const random = seeded();
    console.info(`seed ${random.seed}`);
    const cuts = long ? 500 : 20;
    const size = cuts * 30_000;
    const session = bench.script(`stty raw -echo; echo ready; head -c ${size} >typed; echo done`);
    const proxy = await startProxy(bench.port, random, (connection) =>
      connection > cuts
        ? {}
        : { resetAfterUp: random.between(300, 60_000), slice: random.between(50, 20_000) },
    );
    const recorder = record(bench.url(session, proxy.port), { draw: false });
    await recorder.until('ready', () => recorder.text().includes('ready'));
    const typed = Buffer.from(
      Array.from({ length: size }, (_, index) => 32 + ((index * 7 + (index >> 8)) % 95)),
    );
    for (let at = 0; at < size; at += 10_000) recorder.client.type(typed.toString('latin1', at, at + 10_000));
    await recorder.until('done', () => recorder.text().includes('done'), long ? 600_000 : 40_000);
    expect(digest(readFileSync(join(bench.folder, 'typed')))).toEqual(digest(typed));
    expect(proxy.connections).toBeGreaterThan(5);
    recorder.client.close();
    await proxy.close();
  },
  long ? 700_000 : 60_000,
);

test('output that is no longer kept comes as a snapshot of the same screen', async () => {
  const session = bench.script(
    `printf '\\e[?1h\\e[?2004h'; seq 300000; printf 'the \\e[1;31mend\\e[m'; sleep 60`,
  );
  const first = record(bench.url(session));
  await first.until('all output', () => first.screen().endsWith('the end'), 20_000);
  const second = record(bench.url(session));
  await second.until('all output', () => second.screen().endsWith('the end'));
  expect(second.bytes().length).toBeLessThan(100_000);
  expect(second.screen().split('\n').slice(-1000)).toEqual(first.screen().split('\n').slice(-1000));
  expect(second.terminal.modes).toMatchObject({ applicationCursorKeysMode: true, bracketedPasteMode: true });
  first.client.close();
  second.client.close();
});

function digest(bytes: Buffer): { length: number; hash: string } {
  return { length: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** The first attach begins with a snapshot of an empty screen. */
function stripReset(bytes: Buffer): Buffer {
  return bytes.subarray(0, 2).equals(Buffer.from('\x1bc')) ? bytes.subarray(2) : bytes;
}
