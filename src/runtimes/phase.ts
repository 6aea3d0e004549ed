import type { Phase, Progress } from './runtime.ts';

/** A phase's name and what it usually takes, in milliseconds. */
export interface PhaseName {
  id: string;
  title: string;
  usual?: number | undefined;
}

/** Runs one job as a named phase and reports it every second. `reasonOf` says why a finished job counts as failed. */
export async function inPhase<T>(
  progress: Progress,
  name: PhaseName,
  job: (detail: (text: string) => void) => Promise<T>,
  reasonOf: (result: T) => string | undefined = () => undefined,
): Promise<T> {
  const started = performance.now();
  let detail: string | undefined;
  const report = (state: Phase['state']) =>
    progress({ ...name, state, elapsed: Math.round(performance.now() - started), ...(detail && { detail }) });
  report('running');
  const ticking = setInterval(() => report('running'), 1000);
  try {
    const result = await job((text) => {
      detail = text;
    });
    const reason = reasonOf(result);
    detail = reason ?? detail;
    report(reason === undefined ? 'done' : 'failed');
    return result;
  } catch (error) {
    detail = (error as Error).message;
    report('failed');
    throw error;
  } finally {
    clearInterval(ticking);
  }
}
