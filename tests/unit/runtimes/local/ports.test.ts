import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { choosePorts, PORT_NAMES } from '#runtimes/local/ports.ts';

let stateFolder: string;
beforeEach(() => {
  stateFolder = mkdtempSync(join(tmpdir(), 'spanwise-ports-'));
});

test('every port follows the server’s, in a fixed order', async () => {
  const base = 12_100 + Math.floor(Math.random() * 1000);
  const ports = await choosePorts({ stateFolder, base });
  const derived = PORT_NAMES.map((name, index) => [name, base + 1 + index]);
  const moved = Object.entries(ports).filter(
    ([name, port], index) => derived[index]![1] !== port || derived[index]![0] !== name,
  );
  // Another program of this machine may hold one of them.
  expect(moved.length).toBeLessThan(3);
});

test('a taken port is replaced by a free one, and only that one', async () => {
  const base = 13_200 + Math.floor(Math.random() * 1000);
  await occupy(base + 2);
  const ports = await choosePorts({ stateFolder, base });
  expect(ports.catalog).not.toBe(base + 2);
  expect(ports.storefront).toBe(base + 1);
  expect(new Set(Object.values(ports)).size).toBe(PORT_NAMES.length);
});

test('the next run gets the same ports, written down for the owner only', async () => {
  const first = await choosePorts({ stateFolder });
  await expect(choosePorts({ stateFolder })).resolves.toEqual(first);
  const file = join(stateFolder, 'ports.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('without a base all are free and below the range of outgoing connections', async () => {
  const ports = Object.values(await choosePorts({ stateFolder }));
  expect(ports.filter((port) => port < 20_000 || port >= 32_000)).toEqual([]);
});

test('numbers beyond the last port and a broken file do no harm', async () => {
  writeFileSync(join(stateFolder, 'ports.json'), '{"storefront": 99');
  const ports = await choosePorts({ stateFolder, base: 65_534 });
  expect(Object.values(ports).filter((port) => port > 65_535)).toEqual([]);
});

function occupy(port: number): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', resolve);
    onTestFinished(() => void server.close());
  });
}

test.each(['', 'null', '[]', '"x"', '{"catalog":"x"}'])('a file that says %j is no choice', async (text) => {
  writeFileSync(join(stateFolder, 'ports.json'), text);
  expect(Object.keys(await choosePorts({ stateFolder }))).toEqual([...PORT_NAMES]);
});
