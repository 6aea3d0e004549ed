import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { buildService } from '#runtimes/deploy/build-service.ts';

const never = new AbortController().signal;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanwise-service-'));
  write('go.mod', 'module bookstore\n\ngo 1.26\n');
  write(
    'internal/telemetry/resource.go',
    'package telemetry\n\nvar version = "unknown"\n\nfunc Version() string { return version }\n',
  );
  write(
    'cmd/orders/main.go',
    'package main\n\nimport "bookstore/internal/telemetry"\n\nfunc main() { print(telemetry.Version()) }\n',
  );
});

test('a service knows the hash of the sources it was built from', async () => {
  const records = { add: () => {}, remove: () => {} };
  const builder = { folders: { cache: folder, state: folder, postgres: folder }, instance: 'test', records };
  const source = { workspace: folder, hash: '5f2c9d0e11aa77b3', isStill: async () => true };
  const build = await buildService(builder, 'orders', source, never);
  const program = join(folder, 'bin/orders-5f2c9d0e11aa77b3');
  expect(build).toEqual({ status: 'ok', program });
  const said = execFileSync('sh', ['-c', `${program} 2>&1`]).toString();
  expect(said).toBe('5f2c9d0e11aa77b3');
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
