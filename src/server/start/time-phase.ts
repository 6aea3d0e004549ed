import type { Phase, Progress } from '#runtimes/runtime.ts';

/** Runs one phase and reports it every half second with its elapsed time. A returned string says why it failed. */
export async function timePhase(
  phase: Pick<Phase, 'id' | 'title' | 'usual'>,
  progress: Progress,
  work: () => Promise<string | undefined>,
): Promise<boolean> {
  const began = performance.now();
  const report = (state: Phase['state'], detail?: string) =>
    progress({ ...phase, state, elapsed: Math.round(performance.now() - began), detail });
  report('running');
  const timer = setInterval(() => report('running'), 500);
  try {
    const failure = await work();
    clearInterval(timer);
    report(failure === undefined ? 'done' : 'failed', failure);
    return failure === undefined;
  } catch (error) {
    clearInterval(timer);
    report('failed', (error as Error).message);
    throw error;
  }
}
