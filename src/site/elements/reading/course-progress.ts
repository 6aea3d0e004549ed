import type { ProgressView } from '#api/progress-view.ts';
import type { Reading } from '#api/reading-record.ts';
import { browserStorage } from '../page/browser-storage.ts';
import { onLabProgress } from '../server/lab-progress.ts';
import { isProgressOfOtherTab, PROGRESS_CHANGED, readAll } from './progress-store.ts';

/** What the learner did, as the browser and the bench keep it. */
export interface CourseProgress {
  reading: Reading;
  /** Undefined without a bench. */
  labs?: ProgressView;
}

/** Hears what the learner did, now and whenever it changes on this page, in another tab or on the bench. */
export function onCourseProgress(listener: (progress: CourseProgress) => void, signal: AbortSignal): void {
  let labs: ProgressView | undefined;
  const tell = () => listener({ reading: readAll(browserStorage()), ...(labs && { labs }) });
  document.addEventListener(PROGRESS_CHANGED, tell, { signal });
  addEventListener('storage', (event) => isProgressOfOtherTab(event) && tell(), { signal });
  tell();
  onLabProgress((progress) => {
    labs = progress;
    tell();
  }, signal);
}
