import type { BenchEvent } from '#api/events.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { OpenLab } from './open-labs.ts';
import { watchFiles } from './watch-files.ts';

interface Followed {
  labs: ReadonlyMap<string, OpenLab>;
  runtime: Runtime;
  emit: (event: BenchEvent) => void;
}

/** Tells the page of changed files and new log lines until `signal` aborts. */
export function followBench({ labs, runtime, emit }: Followed, signal: AbortSignal): void {
  for (const open of labs.values()) followFiles(open, open.lab.files, emit, signal);
  runtime.followLogs(({ part, time, text, fields }) => {
    const traceId = typeof fields?.trace_id === 'string' ? fields.trace_id : undefined;
    emit({ type: 'log', part, time, text, traceId });
  }, signal);
}

/** Tells the page when one of these files of a lab changes on disk. */
export function followFiles(
  { lab, workspace }: OpenLab,
  paths: readonly string[],
  emit: Followed['emit'],
  signal: AbortSignal,
): void {
  const tell = ({ path, version, changed }: { path: string; version: string; changed: boolean }) =>
    emit({ type: 'file', lab: lab.id, path, version, changed });
  if (paths.length > 0) watchFiles(workspace, paths, tell, signal);
}
