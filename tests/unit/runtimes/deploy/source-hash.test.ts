import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { hashSources, listPackages } from '#runtimes/deploy/source-hash.ts';
import { workspaceFingerprint } from '#runtimes/deploy/workspace-fingerprint.ts';
import { SERVICES } from '#system/part-names.ts';

const never = new AbortController().signal;
let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'spanwise-hash-'));
  write('go.mod', 'module shop\n\ngo 1.26\n');
  write('internal/web/web.go', 'package web\n');
  write(
    'internal/orders/orders.go',
    'package orders\n\nimport _ "embed"\n\n//go:embed query.sql\nvar Query string\n',
  );
  write('internal/orders/query.sql', 'select 1');
  for (const service of SERVICES) {
    const own = service === 'orders' ? 'import _ "shop/internal/orders"\n' : '';
    write(`cmd/${service}/main.go`, `package main\n\nimport _ "shop/internal/web"\n${own}\nfunc main() {}\n`);
  }
});

describe('the hashes of the services', () => {
  test('are those of the same sources in any folder', async () => {
    const first = await sourceHashes(workspace, never);
    expect(new Set(Object.values(first)).size).toBe(SERVICES.length);
    await expect(sourceHashes(workspace, never)).resolves.toEqual(first);
  });

  test.each([
    ['a package that one service uses', 'internal/orders/orders.go', ['orders']],
    ['an embedded file', 'internal/orders/query.sql', ['orders']],
    ['a service’s own program', 'cmd/catalog/main.go', ['catalog']],
    ['a package all use', 'internal/web/web.go', [...SERVICES]],
    ['go.mod', 'go.mod', [...SERVICES]],
    ['a test', 'internal/web/web_test.go', []],
    ['a page', 'README.md', []],
  ])('change with %s only where it matters', async (_, file, changed) => {
    await expect(changedBy(() => append(file, '\n// edited\n'))).resolves.toEqual(changed);
  });

  test('change with a file that does not parse', async () => {
    await expect(changedBy(() => append('internal/orders/orders.go', '\nfunc ('))).resolves.toEqual([
      'orders',
    ]);
  });

  test('change with a go.mod that is gone, and go back with it', async () => {
    const before = await sourceHashes(workspace, never);
    const text = readFileSync(join(workspace, 'go.mod'), 'utf8');
    rmSync(join(workspace, 'go.mod'));
    const without = await sourceHashes(workspace, never);
    for (const service of SERVICES) expect(without[service]).not.toBe(before[service]);
    expect((await listPackages(workspace, never)).complaint).not.toBe('');
    write('go.mod', text);
    await expect(sourceHashes(workspace, never)).resolves.toEqual(before);
  });

  test('go back when the edit is taken back', async () => {
    const file = join(workspace, 'cmd/catalog/main.go');
    const [before, text] = [await sourceHashes(workspace, never), readFileSync(file, 'utf8')];
    append('cmd/catalog/main.go', '\nvar x = 1\n');
    writeFileSync(file, text);
    await expect(sourceHashes(workspace, never)).resolves.toEqual(before);
  });
});

test('the fingerprint changes with a write, a new file and nothing else', async () => {
  const first = await workspaceFingerprint(workspace);
  await expect(workspaceFingerprint(workspace)).resolves.toBe(first);
  append('internal/web/web.go', '\n');
  const second = await workspaceFingerprint(workspace);
  expect(second).not.toBe(first);
  write('internal/web/more.go', 'package web\n');
  expect(await workspaceFingerprint(workspace)).not.toBe(second);
});

async function sourceHashes(folder: string, signal: AbortSignal) {
  return hashSources(folder, await listPackages(folder, signal));
}

async function changedBy(edit: () => void): Promise<string[]> {
  const before = await sourceHashes(workspace, never);
  edit();
  const after = await sourceHashes(workspace, never);
  return SERVICES.filter((service) => before[service] !== after[service]);
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(workspace, name)), { recursive: true });
  writeFileSync(join(workspace, name), text);
}

function append(name: string, text: string): void {
  appendFileSync(join(workspace, name), text);
}
