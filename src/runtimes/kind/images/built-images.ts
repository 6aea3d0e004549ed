import type { Programs } from '#runtimes/deploy/programs.ts';
import { SERVICES } from '#system/part-names.ts';
import type { Tool } from '../../go/tool.ts';
import { type ImageName, imageOf } from './image.ts';

/** A program of the bench and the image that carries it. */
export interface BuiltImage {
  name: ImageName;
  image: string;
  program: string;
}

/** What there is now of what every bench runs: the services that compile, and the tools that are in the cache. */
export function builtImages(
  programs: Pick<Programs, 'isBuilt' | 'of'>,
  tools: ReadonlyMap<Tool['id'], string>,
  registry: string | undefined,
): BuiltImage[] {
  const services = SERVICES.filter((service) => programs.isBuilt(service)).map(
    (service) => [service, programs.of(service)] as const,
  );
  return [...services, ...tools].map(([name, program]) => ({
    name,
    image: imageOf(name, program, registry),
    program,
  }));
}
