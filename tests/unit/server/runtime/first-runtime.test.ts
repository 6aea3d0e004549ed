import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type AskedRuntime, readAskedRuntime } from '#server/runtime/asked-runtime.ts';
import { firstRuntime } from '#server/runtime/first-runtime.ts';
import { keepRuntime, readKeptRuntime } from '#server/runtime/kept-runtime.ts';

const asked = (flags: Parameters<typeof readAskedRuntime>[0], env = {}): AskedRuntime => {
  const read = readAskedRuntime(flags, env);
  if (typeof read === 'string') throw new Error(read);
  return read;
};
const kind = { name: 'kind', settings: { cluster: 'spanwise', values: [] } };

it('is this machine where nothing else was said', () => {
  expect(firstRuntime(asked({}), undefined)).toEqual({ choice: { name: 'local' } });
  expect(firstRuntime(asked({}), 'local')).toEqual({ choice: { name: 'local' } });
});

it('is what was chosen in the page last, and says so', () => {
  const { choice, line } = firstRuntime(asked({}), 'kind');
  expect(choice).toEqual(kind);
  expect(line).toMatchInlineSnapshot(`
    "  The bench runs on the kind cluster “spanwise”, as chosen in the page. To start it on this machine:
      npm start -- --runtime local"
  `);
});

it('is what the flag says, whatever was chosen before', () => {
  expect(firstRuntime(asked({ runtime: 'kind' }), undefined)).toEqual({ choice: kind });
  expect(firstRuntime(asked({ runtime: 'kind' }), 'kind')).toEqual({ choice: kind });
  const { choice, line } = firstRuntime(asked({ runtime: 'local' }), 'kind');
  expect(choice).toEqual({ name: 'local' });
  expect(line).toMatchInlineSnapshot(
    `"  The bench runs on this machine, as --runtime says; the page’s choice of before counts again without it."`,
  );
});

it('is this machine where the settings of the chosen one cannot be used', () => {
  const wrong = asked({}, { SPANWISE_KIND_CLUSTER: '-x' });
  expect(firstRuntime(wrong, undefined)).toEqual({ choice: { name: 'local' } });
  expect(firstRuntime(wrong, 'kind')).toMatchInlineSnapshot(`
    {
      "choice": {
        "name": "local",
      },
      "line": "  The bench was to run on a cluster, as chosen in the page, but its settings cannot be used: SPANWISE_KIND_CLUSTER (or its flag) is “-x”, which it cannot be: lower-case letters, digits, dots and hyphens.
      It runs on this machine.",
    }
  `);
});

it('takes the settings of a cluster for a later change, and none that nobody would use', () => {
  const settings = { cluster: 'mine', nodeImage: 'own/node:1', values: ['a.yaml'] };
  const flags = { runtime: 'local', cluster: 'mine', 'node-image': 'own/node:1' };
  expect(asked(flags, { SPANWISE_KIND_VALUES: 'a.yaml' })).toEqual({
    flag: 'local',
    choices: { local: { name: 'local' }, kind: { name: 'kind', settings } },
  });
  expect(readAskedRuntime({ cluster: 'mine' }, {})).toMatchInlineSnapshot(
    `"--cluster is about a cluster: give --runtime kind with it, or --runtime local to have it for a change in the page"`,
  );
  expect(readAskedRuntime({ runtime: 'kind', cluster: '-x' }, {})).toMatch(/cannot be/);
});

it('keeps a choice for its owner alone, and reads a broken one as none', () => {
  const state = mkdtempSync(join(tmpdir(), 'spanwise-kept-'));
  expect(readKeptRuntime(state)).toBeUndefined();
  keepRuntime(state, 'kind');
  expect(readKeptRuntime(state)).toBe('kind');
  const file = join(state, 'runtime.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  for (const text of ['', '{"runtime":"docker"}', 'null', '{"runtime":"kind","more":1}']) {
    writeFileSync(file, text);
    expect(readKeptRuntime(state)).toBeUndefined();
  }
});
