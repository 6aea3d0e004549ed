import type { DatabaseSync } from 'node:sqlite';
import type { BenchEvent } from '#api/events.ts';
import type { WorkspaceChanges } from '#bench/change/workspace-changes.ts';
import type { CheckLog } from '#bench/checks/check-log.ts';
import type { CheckRuns } from '#bench/checks/check-runs.ts';
import type { CurrentLab } from '#bench/labs/current-lab.ts';
import type { OpenLab } from '#bench/labs/open-labs.ts';
import type { BenchLifecycle } from '#bench/lifecycle/bench-lifecycle.ts';
import type { BenchMove } from '#bench/lifecycle/move-bench.ts';
import type { FollowedRuntime } from '#bench/lifecycle/running-lab.ts';
import type { Attempts } from '#bench/progress/attempts.ts';
import type { ProgressStore } from '#bench/progress/progress-store.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { ProcessRecords } from '#runtimes/state/processes.ts';
import type { TerminalSessions } from '#terminal/server/sessions.ts';

/** Everything the bench's routes work on. */
export interface BenchParts {
  labs: ReadonlyMap<string, OpenLab>;
  runtime: Runtime;
  runtimeChange: BenchMove;
  /** The lab whose files the services run. */
  running: FollowedRuntime['running'];
  lastLab: CurrentLab;
  life: BenchLifecycle;
  database: DatabaseSync;
  attempts: Attempts;
  labProgress: ProgressStore;
  workspaces: WorkspaceChanges;
  checks: CheckRuns;
  checkLog: CheckLog;
  emit: (event: BenchEvent) => void;
  terminals: TerminalSessions;
  /** Where terminals find the command `lab`, and what it needs to know of a lab. */
  labCommand: { folder: string; env(lab: string): Record<string, string> };
  records: Pick<ProcessRecords, 'add' | 'remove'>;
  signal: AbortSignal;
}
