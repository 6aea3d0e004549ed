import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startProxy } from '../../faults/proxy.ts';
import { seeded } from '../../faults/random.ts';
import { goAttached, startTerminals, type TerminalBench, UNTIL_GO } from './bench.ts';
import { record } from './recorder.ts';

const long = process.env['SPANWISE_LONG'] === '1';
let bench: TerminalBench;

beforeEach(async () => {
  bench = await startTerminals();
});
afterEach(() => bench.close());

test.for([1, 4095, 4096, 2_000_000])(
  'the last of %i bytes before an exit arrives',
  { timeout: long ? 1_000_000 : 30_000 },
  async (size) => {
    const runs = long ? 1000 : size > 100_000 ? 4 : 12;
    for (let run = 0; run < runs; run += 1) {
      const session = bench.script(
        `stty -opost -echo; printf 'ready:'; read -rsn1; head -c ${size} /dev/zero | tr '\\0' x; exit 5`,
      );
      const recorder = record(bench.url(session), { draw: false });
      await recorder.until('ready', () => recorder.text().endsWith('ready:'));
      recorder.client.type('g');
      await recorder.until('the exit', () => recorder.states.at(-1)?.state === 'ended');
      const text = recorder.text();
      expect(text.slice(text.indexOf('ready:') + 6)).toHaveLength(size);
      expect(recorder.states.at(-1)).toMatchObject({ code: 5 });
      await session.close();
    }
  },
);

test('a slow client loses nothing and the program waits for it', async () => {
  const random = seeded();
  console.info(`seed ${random.seed}`);
  const session = bench.script(`${UNTIL_GO}; seq 300000; exit 0`);
  const proxy = await startProxy(bench.port, random, () => ({ bandwidth: 1_000_000 }));
  const recorder = record(bench.url(session, proxy.port), { draw: false });
  await goAttached(bench, recorder);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(session.exit).toBeUndefined();
  await recorder.until('the end', () => recorder.states.at(-1)?.state === 'ended', 20_000);
  const expected = Array.from({ length: 300_000 }, (_, index) => `${index + 1}\r\n`).join('');
  expect(hash(recorder.text().replace('\x1bc', ''))).toBe(hash(expected));
  await proxy.close();
});

test(
  'a client that stops reading is held, noticed, and goes on exactly',
  async () => {
    const random = seeded();
    const session = bench.script(`${UNTIL_GO}; seq 400000; exit 0`);
    const proxy = await startProxy(bench.port, random);
    const recorder = record(bench.url(session, proxy.port), {
      draw: false,
      times: { deadline: 300, giveUp: 60_000 },
    });
    await goAttached(bench, recorder);
    await recorder.until('some output', () => recorder.bytes().length > 1000);
    proxy.stall(true);
    await recorder.until('not responding', () => recorder.states.at(-1)?.state === 'not-responding');
    const before = process.memoryUsage().rss;
    await new Promise((resolve) => setTimeout(resolve, long ? 60_000 : 1500));
    expect(process.memoryUsage().rss - before).toBeLessThan(16 * 1024 * 1024);
    proxy.stall(false);
    await recorder.until('the end', () => recorder.states.at(-1)?.state === 'ended', 20_000);
    const expected = Array.from({ length: 400_000 }, (_, index) => `${index + 1}\r\n`).join('');
    expect(hash(recorder.text().replace('\x1bc', ''))).toBe(hash(expected));
    await proxy.close();
  },
  long ? 120_000 : 30_000,
);

test('queries printed while a client was away are not answered when it resumes', async () => {
  const queries =
    '\\e[c\\e[>c\\e[=c\\e[5n\\e[6n\\e[?6n\\e[?2004$p\\e[20$p\\eP$qm\\e\\\\\\e]4;1;?\\a\\e]10;?\\a\\e]11;?\\a\\e[>q\\e[18t\\eZ';
  const session = bench.script(
    `stty raw -echo; printf ready; ${UNTIL_GO}; printf '${queries}queried'; : >asked; cat >answers`,
  );
  const proxy = await startProxy(bench.port, seeded());
  const recorder = record(bench.url(session, proxy.port));
  await recorder.until('ready', () => recorder.text().includes('ready'));
  // The queries reach only the connection that is then lost, so the client gets them by resuming.
  proxy.stall(true);
  bench.go();
  await recorder.until('the queries', () => existsSync(join(bench.folder, 'asked')));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(recorder.text()).not.toContain('queried');
  proxy.cut();
  proxy.stall(false);
  await recorder.until('replay', () => recorder.text().includes('queried'));
  expect(recorder.text()).toContain('\x1b[>c');
  recorder.client.type('typed');
  const answers = () => readFileSync(join(bench.folder, 'answers'), 'utf8');
  await recorder.until('typing arrives', () => answers().includes('typed'));
  expect(answers()).toBe('typed');
  recorder.client.close();
  await proxy.close();
});

test('a query is answered once, by the owner, though two clients watch', async () => {
  const session = bench.script(
    `stty raw -echo; echo ready; head -c1 >/dev/null; cat </dev/tty >answers & printf '\\e[c'; until [ -s answers ]; do sleep 0.02; done; sleep 1; echo over; sleep 60`,
  );
  const first = record(bench.url(session));
  const second = record(bench.url(session));
  await first.until('ready', () => first.text().includes('ready') && second.text().includes('ready'));
  second.client.type('x');
  await first.until('over', () => first.text().includes('over'));
  expect(readFileSync(join(bench.folder, 'answers'), 'utf8').match(/\x1b\[\?[\d;]+c/g)).toHaveLength(1);
  first.client.close();
  second.client.close();
});

test('a paste of a megabyte arrives byte for byte', async () => {
  const session = bench.script('stty -echo; echo ready; cat >pasted; echo done; sleep 60');
  const recorder = record(bench.url(session), { confirmPaste: () => true });
  await recorder.until('ready', () => recorder.text().includes('ready'));
  const line = (index: number) => `${index} ${'abc déf '.repeat(index % 40)}`.slice(0, 300);
  const text = `${Array.from({ length: 8000 }, (_, index) => line(index)).join('\n')}\n`;
  expect(text.length).toBeGreaterThan(1_000_000);
  await recorder.client.paste(text);
  recorder.client.type('\x04');
  await recorder.until('done', () => recorder.text().includes('done'));
  expect(hash(readFileSync(join(bench.folder, 'pasted'), 'utf8'))).toBe(hash(text));
  recorder.client.close();
});

test('a paste cannot leave its brackets and run a command', async () => {
  writeFileSync(join(bench.folder, '.bashrc'), '');
  const session = bench.open();
  const recorder = record(bench.url(session));
  await recorder.until(
    'the prompt',
    () => session.prompt === 'empty' && recorder.terminal.modes.bracketedPasteMode,
  );
  await recorder.client.paste(
    'x\x1b[20\x1b[201~1~\ntouch owned\n\x1b[201~\ntouch owned\n\x9b201~\rtouch owned\r',
  );
  await recorder.until('the paste', () => recorder.screen().includes('touch owned'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(() => readFileSync(join(bench.folder, 'owned'))).toThrow('ENOENT');
  recorder.client.close();
});

test('several lines are not pasted into a program that runs each without asking', async () => {
  const session = bench.script('stty -echo; echo ready; cat >pasted');
  const asked: number[] = [];
  const recorder = record(bench.url(session), { confirmPaste: ({ lines }) => asked.push(lines) < 0 });
  await recorder.until('ready', () => recorder.text().includes('ready'));
  expect(await recorder.client.paste('one\ntwo\n')).toBe(false);
  expect(asked).toEqual([2]);
  expect(await recorder.client.paste('one')).toBe(true);
  recorder.client.close();
});

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
