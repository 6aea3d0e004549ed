import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version in package.json. */
export function readVersion(repository: string): string {
  return JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).version;
}
