import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { choosePortsOf } from '#runtimes/choose-ports.ts';
import { PORT_NAMES as KIND } from '#runtimes/kind/ports.ts';
import { choosePorts } from '#runtimes/local/ports.ts';

let stateFolder: string;
beforeEach(() => {
  stateFolder = mkdtempSync(join(tmpdir(), 'spanwise-ports-'));
});
const base = 14_300 + Math.floor(Math.random() * 1000);

test.each([undefined, base])(
  'one bench has the same addresses on both runtimes, whichever came first (%s)',
  async (port) => {
    const choice = { stateFolder, base: port };
    const kind = await choosePortsOf(KIND, choice);
    const local = await choosePorts(choice);
    expect(local).toMatchObject(kind);
    expect(new Set(Object.values(local)).size).toBe(Object.keys(local).length);
    expect(await choosePortsOf(KIND, choice)).toEqual(kind);
    expect(await choosePorts(choice)).toEqual(local);
  },
);
