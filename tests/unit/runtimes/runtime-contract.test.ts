import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followRunningLab } from '#bench/lifecycle/running-lab.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import { switchable } from '#runtimes/switchable.ts';
import { runtimeContract } from '../../runtime-contract.ts';
import { type FakeRuntime, fakeRuntime } from '../../server/fake-runtime.ts';

// Most tests of the server stand on the fake, so it must behave as the real ones do; and so must what is put around a runtime.
fakeKeeps('the fake that tests of the server use', (fake) => fake);
fakeKeeps('a runtime that can become another one', switchable);
fakeKeeps('a runtime whose lab is followed', (fake) => {
  return followRunningLab(switchable(fake), new Map(), {
    setupOf: () => ({ parts: [] }),
    emit: () => undefined,
  }).runtime;
});

function fakeKeeps(name: string, wrapped: (fake: FakeRuntime) => Runtime): void {
  runtimeContract(name, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spanwise-fake-'));
    writeFileSync(join(folder, 'collector.yaml'), 'receivers: {}\n');
    const fake = fakeRuntime();
    return {
      runtime: wrapped(fake),
      workspace: folder,
      collector: 'collector.yaml',
      ground: [],
      edit: async (service) => void fake.edited.add(service),
      async spoil(service) {
        const errors = [{ file: `cmd/${service}/main.go`, line: 1, column: 1, message: 'syntax error' }];
        fake.deployed = { status: 'does-not-build', service, errors, output: '' };
        return async () => {
          fake.deployed = undefined;
        };
      },
      close: async () => rmSync(folder, { recursive: true }),
    };
  });
}
