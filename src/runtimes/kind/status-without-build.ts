import { SERVICES } from '#system/part-names.ts';
import type { Programs } from '../deploy/programs.ts';
import type { PartStatus } from '../runtime.ts';

/** The status of a service's pods, or, of one that never compiled and so has none, that it failed. */
export function statusWithoutBuild(programs: Pick<Programs, 'isBuilt'>, status: PartStatus): PartStatus {
  const service = SERVICES.find((one) => one === status.part);
  if (!service || programs.isBuilt(service)) return status;
  return { ...status, state: 'failed', reason: 'it could not be built' };
}
