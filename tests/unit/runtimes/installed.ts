import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The version of a package as it is installed. */
export function installed(name: string): string {
  const file = resolve(import.meta.dirname, '../../../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
