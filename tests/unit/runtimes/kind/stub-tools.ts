import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** Programs in the place of docker and kind, of a few lines of shell each. */
export interface StubTools {
  folder: string;
  /** What was called, in order: the name and its arguments. */
  calls(): string[];
}

/** Puts them first on the PATH, until the test ends. `$folder` in their lines is a folder of the test's own. */
export function stubTools(programs: Record<string, string>): StubTools {
  const folder = mkdtempSync(join(tmpdir(), 'spanwise-stub-'));
  const bin = join(folder, 'bin');
  const log = join(folder, 'calls');
  mkdirSync(bin);
  for (const [name, lines] of Object.entries(programs)) {
    const head = `#!/bin/sh\nfolder='${folder}'\necho "${name} $*" >> '${log}'\n`;
    writeFileSync(join(bin, name), `${head}${lines}\n`, { mode: 0o755 });
  }
  vi.stubEnv('PATH', `${bin}:${process.env['PATH']}`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}
