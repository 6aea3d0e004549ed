import type { DatabaseSync } from 'node:sqlite';
import type { BenchEvent } from '#api/events.ts';
import type { PartStatus, Phase, Progress, Runtime } from '#runtimes/runtime.ts';
import type { OptionalPart } from '#system/part-names.ts';
import type { BenchEvents } from './bench-events.ts';
import type { CheckLog } from './checks/check-log.ts';
import type { CheckRuns } from './checks/check-runs.ts';
import type { CurrentLab } from './labs/current-lab.ts';
import type { OpenLab } from './labs/open-labs.ts';
import type { Reloaded } from './labs/reload-labs.ts';
import type { BenchLifecycle } from './lifecycle/bench-lifecycle.ts';
import type { BringFiles } from './lifecycle/bring-files.ts';
import type { BenchMove } from './lifecycle/move-bench.ts';
import type { PhaseList } from './lifecycle/phase-list.ts';
import type { FollowedRuntime } from './lifecycle/running-lab.ts';
import type { Attempts } from './progress/attempts.ts';
import type { ProgressStore } from './progress/progress-store.ts';
import type { SendCheckout } from './traffic/send-checkout.ts';
import type { WorkspaceChanges } from './workspace-changes/workspace-changes.ts';

/** A learner's bench with all its parts, as the server's routes work on it. */
export interface Bench {
  events: BenchEvents;
  labs: ReadonlyMap<string, OpenLab>;
  currentLab: CurrentLab;
  runtime: Runtime;
  /** The lab whose files the services run. */
  running: FollowedRuntime['running'];
  lifecycle: BenchLifecycle;
  move: BenchMove;
  checks: CheckRuns;
  checkLog: CheckLog;
  database: DatabaseSync;
  attempts: Attempts;
  labProgress: ProgressStore;
  workspaces: WorkspaceChanges;
  sendCheckout: SendCheckout;
  /** Makes the services run a lab's files. */
  bringFiles: BringFiles;
  phases: PhaseList;
  /** Takes note of a phase of the start and tells the pages. */
  progress: Progress;
  signal: AbortSignal;
  /** What a page that opens now is told: `hello` with all state, then what is going on. */
  greeting(): BenchEvent[];
  /** Brings the bench up for the current lab; `started` says how it ended. */
  start(): Promise<void>;
  /** Reads again what an author changed of the labs. */
  reloadLabs(): Promise<Reloaded>;
  /** Takes everything down, once `signal` has aborted; the database stays open for requests that are still answered. */
  end(): Promise<void>;
}

/** How a start ended. */
export interface StartOutcome {
  ready: boolean;
  reason?: string;
  phases: readonly Phase[];
  /** Optional parts that this bench has; they may still be starting. */
  optional: readonly OptionalPart[];
  /** Optional parts that only labs need which are not open yet. */
  later: readonly OptionalPart[];
  statuses: readonly PartStatus[];
}
