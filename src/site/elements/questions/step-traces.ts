import type { LabView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import { tracesOf } from '../checks/verdict-traces.ts';
import { call } from '../server/bench-api.ts';

/**
 * The traces of the learner's own that the newest passed attempt of a step rests on, most telling first; undefined while
 * the step has not passed, or where the bench does not answer. A trace that nobody recorded is an empty one.
 */
export async function stepTraces(
  { attempts }: Pick<LabView, 'attempts'>,
  step: string,
  fetchTrace: (id: string) => Promise<TraceView> = (id) => call('GET', `/api/traces/${id}`),
): Promise<Pick<TraceView, 'spans'>[] | undefined> {
  const passed = attempts.find((attempt) => attempt.step === step && attempt.verdict.status === 'pass');
  const ids = passed ? tracesOf(passed.verdict) : [];
  if (ids.length === 0) return undefined;
  try {
    return await Promise.all(ids.map((id) => fetchTrace(id)));
  } catch {
    return undefined;
  }
}
