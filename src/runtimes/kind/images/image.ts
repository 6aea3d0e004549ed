import { basename } from 'node:path';
import type { OptionalPart, Service } from '#system/part-names.ts';
import type { Tool } from '../../go/tool.ts';

/** What of the bench is made into an image here. */
export type ImageName = Service | Tool['id'] | OptionalPart;

/**
 * The image of a program whose file name ends with the hash of what it was built from: the tag is that hash. With a
 * registry it is one that can be pushed there; not every registry takes a folder more than it was named with.
 */
export function imageOf(name: ImageName, program: string, registry: string | undefined): string {
  const place = registry ? `${registry.replace(/\/+$/, '')}/spanwise-` : 'spanwise/';
  return `${place}${name}:${basename(program).slice(-16)}`;
}
