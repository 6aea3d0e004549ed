import { basename } from 'node:path';
import type { Service } from '../../parts.ts';

/** What of the bench is made into an image here. */
export type ImageName = Service | 'tempo' | 'collector';

/**
 * The image of a program whose file name ends with the hash of what it was built from: the tag is that hash. With a
 * registry it is one that can be pushed there.
 */
export function imageOf(name: ImageName, program: string, registry: string | undefined): string {
  const place = registry ? `${registry.replace(/\/+$/, '')}/` : '';
  return `${place}spanwise/${name}:${basename(program).slice(-16)}`;
}
