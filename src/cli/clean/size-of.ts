import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The space a file or folder takes on the disk, in bytes; links are not followed. */
export function sizeOf(path: string): number {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  const own = found.blocks * 512;
  return found.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), own)
    : own;
}

/** Bytes as people say them. */
export function sayBytes(bytes: number): string {
  const units: [number, string][] = [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ];
  const [size, unit] = units.find(([from]) => bytes >= from) ?? [1, 'B'];
  return `${(bytes / size).toFixed(size === 1e9 ? 1 : 0)} ${unit}`;
}
