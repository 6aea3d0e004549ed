import { fetchProblem } from './fetch-problem.ts';

/** The first thing on a span's way from a service to a search that did not do its part. */
export type StorageStage = 'collector' | 'tempo' | 'search';

/** What a part of the stack answered; its failure is a value, since a check has to name it. A store beside Tempo is a stage of its own. */
export type BackendAnswer<T, Stage extends string = StorageStage> =
  | { ok: true; value: T }
  | { ok: false; stage: Stage; problem: string };

/** Calls `request` with a time limit and turns whatever goes wrong into a failed answer; only `signal` makes it throw. */
export async function ask<T, const Stage extends string>(
  stage: Stage,
  { timeoutMs, signal }: { timeoutMs: number; signal: AbortSignal },
  request: (signal: AbortSignal) => Promise<T>,
): Promise<BackendAnswer<T, Stage>> {
  signal.throwIfAborted();
  const late = AbortSignal.timeout(timeoutMs);
  try {
    return { ok: true, value: await request(AbortSignal.any([signal, late])) };
  } catch (error) {
    signal.throwIfAborted();
    const problem = late.aborted ? `no answer within ${timeoutMs} ms` : fetchProblem(error);
    return { ok: false, stage, problem };
  }
}
