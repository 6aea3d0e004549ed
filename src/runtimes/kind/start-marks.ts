import type { OptionalPart } from '#system/part-names.ts';
import { isOptional } from '../probes/is-optional.ts';
import type { PartState, PartStatus } from '../runtime.ts';

type Mark = Pick<PartStatus, 'state' | 'reason' | 'since' | 'generation'>;

/** What the cluster cannot know of parts on their way: that a program is being built, or why there is no pod. */
export interface StartMarks {
  set(part: OptionalPart, state: PartState, reason?: string): void;
  clear(part: OptionalPart): void;
  stateOf(part: OptionalPart): PartState | undefined;
  /** The status with the mark of its part, as long as the mark is valid. */
  on(status: PartStatus): PartStatus;
}

/** Keeps at most one mark for each part. A mark is valid for one generation; the status of a newer pod wins. */
export function startMarks(podStatus: (part: OptionalPart) => PartStatus): StartMarks {
  const marks = new Map<OptionalPart, Mark>();
  return {
    set(part, state, reason) {
      const { generation, state: known } = podStatus(part);
      if (known !== 'ready')
        marks.set(part, { state, generation, since: Date.now(), ...(reason && { reason }) });
    },
    clear: (part) => void marks.delete(part),
    stateOf: (part) => marks.get(part)?.state,
    on(status) {
      const mark = isOptional(status.part) ? marks.get(status.part) : undefined;
      const isValid = mark?.generation === status.generation && status.state !== 'ready';
      return isValid ? { ...status, ...mark } : status;
    },
  };
}
