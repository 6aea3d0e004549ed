import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLogFile } from '#runtimes/logs/log-file.ts';
import { openLogs } from '#runtimes/logs/logs.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'spanwise-logs-'));

test('keeps the newest 2,000 lines of a part in order, and all of them in its file', () => {
  const state = folder();
  const logs = openLogs(state);
  for (let line = 1; line <= 2600; line++) logs.add('orders', `line ${line}`);
  const kept = logs.of('orders').map(({ text }) => text);
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([2000, 'line 601', 'line 2600']);
  expect(logs.of('catalog')).toEqual([]);
  logs.close();
  expect(readFileSync(join(state, 'logs/orders.log'), 'utf8').split('\n')).toHaveLength(2601);
});

test('reads a line that is a JSON object, and leaves every other as text', () => {
  const logs = openLogs(folder());
  logs.add('orders', '{"msg":"order accepted","trace_id":"ab"}');
  logs.add('orders', '{ not json');
  expect(logs.of('orders').map(({ fields }) => fields)).toEqual([
    { msg: 'order accepted', trace_id: 'ab' },
    undefined,
  ]);
});

test('tells followers until their signal aborts', () => {
  const logs = openLogs(folder());
  const ending = new AbortController();
  const seen: string[] = [];
  logs.follow(({ part, text }) => seen.push(`${part}: ${text}`), ending.signal);
  logs.add('tempo', 'one');
  ending.abort();
  logs.add('tempo', 'two');
  expect(seen).toEqual(['tempo: one']);
});

test('a full file is set aside once and begun anew', () => {
  const path = join(folder(), 'x.log');
  const file = openLogFile(path, 100);
  for (let line = 0; line < 25; line++) file.write('0123456789');
  file.close();
  expect(statSync(`${path}.1`).size).toBe(110);
  expect(statSync(path).size).toBe(55);
  expect(existsSync(`${path}.2`)).toBe(false);
});
