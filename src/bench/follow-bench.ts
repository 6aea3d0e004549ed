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
  for (const { lab, workspace } of labs.values()) {
    const tell = ({ path, version, changed }: { path: string; version: string; changed: boolean }) =>
      emit({ type: 'file', lab: lab.id, path, version, changed });
    watchFiles(workspace, lab.files, tell, signal);
  }
  runtime.followLogs(({ part, time, text, fields }) => {
    const traceId = typeof fields?.trace_id === 'string' ? fields.trace_id : undefined;
    emit({ type: 'log', part, time, text, traceId });
  }, signal);
}
