import type { BenchPart, OptionalPart } from '#system/part-names.ts';
import type { PARTS } from '#system/parts.ts';
import type { BaseOf } from '#system/table-types.ts';
import type { HealthAnswer } from '../probes/ask-part.ts';
import type { ChildCommand } from '../process/child.ts';

/** What this runtime starts. */
export type LocalPart = BenchPart | OptionalPart;

/** The parts that are run as this one is. */
export type PartLike<Base extends LocalPart> = {
  [P in LocalPart]: BaseOf<typeof PARTS, P> extends Base ? P : never;
}[LocalPart];

/** How one part is run: everything the supervisor needs to know about it. */
export interface Plan {
  part: LocalPart;
  /** What must be true before a start: data folder, configuration, no stale pid file. */
  prepare(signal: AbortSignal): Promise<void>;
  command(): ChildCommand;
  /** Asks the part whether it works; must respect the signal, which also carries the time limit. */
  probe(signal: AbortSignal): Promise<HealthAnswer>;
  /** Runs once after every start that became ready, before the part is called ready. */
  afterReady?(signal: AbortSignal): Promise<void>;
  /** Milliseconds a start may take. */
  readyWithin: number;
  stopSignal: NodeJS.Signals;
  /** Milliseconds a graceful stop may take before SIGKILL. */
  stopWithin: number;
  /** Leave a process running that lives but did not become ready in time: it waits for something else. */
  patient?: boolean;
  afterStop?(): Promise<void>;
}
