import { basename } from 'node:path';
import type { Service } from '../../parts.ts';

/** The image of a program whose file name ends with the hash of what it was built from: the tag is that hash. */
export function imageOf(name: Service | 'tempo' | 'collector', program: string): string {
  return `spanwise/${name}:${basename(program).slice(-16)}`;
}
