import type { BenchEvent } from '#api/events.ts';
import type { LabFile } from '#api/lab-view.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { OpenLab } from '../labs/open-labs.ts';
import type { WorkspaceChanges } from '../workspace-changes/workspace-changes.ts';
import { followedFiles } from './typed-answers.ts';
import { watchFiles } from './watch-files.ts';

interface Followed {
  labs: ReadonlyMap<string, OpenLab>;
  runtime: Runtime;
  workspaces: Pick<WorkspaceChanges, 'startNow'>;
  emit: (event: BenchEvent) => void;
}

/** Tells the page of changed files and new log lines until `signal` aborts. */
export function followBench(followed: Followed, signal: AbortSignal): void {
  const { labs, runtime, emit } = followed;
  for (const open of labs.values()) followFiles(followed, open, followedFiles(open.lab), signal);
  runtime.followLogs(({ part, time, text, fields }) => {
    const traceId = typeof fields?.trace_id === 'string' ? fields.trace_id : undefined;
    emit({ type: 'log', part, time, text, traceId });
  }, signal);
}

/** Tells the page when one of these files of a lab changes on disk. */
export function followFiles(
  {
    labs,
    runtime,
    workspaces,
    emit,
  }: Omit<Followed, 'runtime'> & { runtime: Pick<Runtime, 'lookAtSources'> },
  open: OpenLab,
  paths: readonly string[],
  signal: AbortSignal,
): void {
  const { id } = open.lab;
  // The lab may be read again meanwhile, and its steps then start with other texts.
  const place = () => {
    const now = labs.get(id) ?? open;
    return { folder: now.workspace.folder, start: workspaces.startNow(now) };
  };
  const notify = (file: LabFile) => {
    emit({ type: 'file', lab: id, ...file });
    runtime.lookAtSources();
  };
  if (paths.length > 0) watchFiles(place, paths, notify, signal);
}
