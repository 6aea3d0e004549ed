import type { LogLine, Runtime } from '#runtimes/runtime.ts';

/** The Collector does not repeat a line that it has just logged ten times: what it complained of before an attempt counts too. */
export function linesOfThisStart(runtime: Pick<Runtime, 'status' | 'logs'>): LogLine[] {
  const generation = runtime.status().find(({ part }) => part === 'collector')?.generation;
  return runtime.logs('collector').filter((line) => line.generation === generation);
}
