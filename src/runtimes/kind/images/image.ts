import { basename } from 'node:path';
import type { Service } from '../../parts.ts';

/**
 * The image of a program whose file name ends with the hash of what it was built from: the tag is that hash. With a
 * registry it is one that can be pushed there.
 */
export function imageOf(
  name: Service | 'tempo' | 'collector',
  program: string,
  registry: string | undefined,
): string {
  const place = registry ? `${registry.replace(/\/+$/, '')}/` : '';
  return `${place}spanwise/${name}:${basename(program).slice(-16)}`;
}
