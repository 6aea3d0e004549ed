import type { ObserveQuestion } from '#course/quiz/observe-question.ts';
import type { Observed } from '#course/quiz/seal-prediction.ts';
import { observe } from '#trace-view/observations/observations.ts';
import { tracesOf } from '../elements/checks/verdict-traces.ts';
import { recordedStep } from './recorded.ts';

/** What the recorded run of a prediction’s step gives; undefined where nothing was recorded. */
export async function recordedObservation({ step, of, at }: ObserveQuestion): Promise<Observed | undefined> {
  const recorded = await recordedStep(step.lab, step.step);
  if (!recorded) return undefined;
  // A trace that the verdict names and nobody recorded is one of which nothing is stored.
  const traces = tracesOf(recorded.verdict).map(
    (id) => recorded.traces.find(({ traceId }) => traceId === id) ?? { spans: [] },
  );
  return observe(of, traces, at);
}
