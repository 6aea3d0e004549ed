import type { LabProgress, ProgressView } from '#api/progress-view.ts';
import type { CurrentLab } from './current-lab.ts';
import type { LabSources } from './lab-view.ts';
import type { OpenLab } from './open-labs.ts';

/** How far the learner is in every lab. */
export function progressView(
  labs: ReadonlyMap<string, OpenLab>,
  currentLab: Pick<CurrentLab, 'worked'>,
  sources: Pick<LabSources, 'attempts' | 'labProgress'>,
): ProgressView {
  const worked = currentLab.worked();
  return {
    ...(worked !== undefined && { worked }),
    labs: [...labs.values()].map((open) => labProgress(open, sources)),
  };
}

function labProgress(
  { lab }: OpenLab,
  { attempts, labProgress }: Pick<LabSources, 'attempts' | 'labProgress'>,
): LabProgress {
  const passed = attempts.passed(lab.id);
  const marks = labProgress.marks(lab.id);
  return {
    lab: lab.id,
    current: labProgress.current(lab),
    begun: marks.size > 0 || attempts.ofLab(lab.id).length > 0,
    steps: lab.steps.map(({ id }) => {
      const mark = marks.get(id);
      return { id, passed: passed.has(id), ...(mark && { mark }) };
    }),
  };
}
