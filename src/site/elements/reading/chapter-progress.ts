import { chapterState, readShare, stateWords } from './chapter-state.ts';
import { courseOutline } from './course-outline.ts';
import { onCourseProgress } from './course-progress.ts';

/**
 * Says in every list of chapters what the learner did of each, in words. The places are the elements with
 * `data-progress-of`, a chapter's slug.
 */
const outline = courseOutline();
onCourseProgress(({ reading, labs }) => {
  for (const place of document.querySelectorAll<HTMLElement>('[data-progress-of]')) {
    const slug = place.dataset['progressOf'] ?? '';
    const chapter = outline.find((one) => one.slug === slug);
    if (!chapter) continue;
    const state = chapterState(chapter, reading[slug] ?? { sections: [], quiz: {} }, labs?.labs);
    const words = stateWords(state);
    place.hidden = words === '';
    place.style.setProperty('--read', `${Math.round(readShare(state) * 100)}%`);
    if (place.textContent !== words) place.textContent = words;
  }
}, new AbortController().signal);
