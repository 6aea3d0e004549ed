import type { LabProgress, ProgressView } from '#api/progress-view.ts';
import type { Reading } from '#api/reading-record.ts';
import { chapterState } from './chapter-state.ts';
import type { ChapterOutline } from './course-outline.ts';

/** A way back into the course: where it leads, from the site's top, and what it is called. */
export interface WayOn {
  href: string;
  words: string;
}

/**
 * Where the learner goes on: at the open step of a lab that was begun, in the chapter that was open last; else where they
 * were reading; else at the chapter after one that is done. Undefined while nothing was begun, or all is done.
 */
export function continueAt(
  outline: readonly ChapterOutline[],
  reading: Reading,
  progress?: ProgressView,
): WayOn | undefined {
  const last = lastRead(outline, reading);
  const labs = progress?.labs ?? [];
  const worked =
    labs.find(({ lab, begun }) => begun && lab === progress?.worked) ?? labs.find(({ begun }) => begun);
  const chapter = last?.chapter ?? outline.find((one) => one.labs.some(({ id }) => id === worked?.lab));
  if (!chapter) return undefined;
  const step = openStep(chapter, labs);
  if (step) return step;
  const state = chapterState(chapter, reading[chapter.slug] ?? { sections: [], quiz: {} }, labs);
  const next = outline[outline.indexOf(chapter) + 1];
  if (state.done || !last) return next && { href: hrefOf(next), words: `Continue with ${nameOf(next)}` };
  return {
    href: `${hrefOf(chapter)}#${last.section.id}`,
    words: `Continue at “${last.section.text}” in ${shortNameOf(chapter)}`,
  };
}

/** Address of a chapter from the site's top. */
function hrefOf({ slug }: ChapterOutline): string {
  return `/chapters/${slug}/`;
}

/** A chapter as it is called in a link. */
function nameOf(chapter: ChapterOutline): string {
  return `${shortNameOf(chapter)}: ${chapter.title}`;
}

/** A chapter by its number, written as everywhere in the course. */
function shortNameOf({ number }: ChapterOutline): string {
  return `chapter ${String(number).padStart(2, '0')}`;
}

function lastRead(outline: readonly ChapterOutline[], reading: Reading) {
  const places = outline.flatMap((chapter) => {
    const place = reading[chapter.slug]?.place;
    const section = chapter.sections.find(({ id }) => id === place?.section);
    return place && section ? [{ chapter, section, time: place.time }] : [];
  });
  return places.toSorted((a, b) => b.time - a.time)[0];
}

// Begun means that something was tried or marked: a lab that nobody has touched is reached by reading on.
function openStep(chapter: ChapterOutline, progress: readonly LabProgress[]): WayOn | undefined {
  for (const { id, title } of chapter.labs) {
    const lab = progress.find((one) => one.lab === id && one.begun);
    if (!lab) continue;
    const isOpen = ({ passed, mark }: LabProgress['steps'][number]) => !passed && mark === undefined;
    const step = lab.steps.find((one) => one.id === lab.current && isOpen(one)) ?? lab.steps.find(isOpen);
    if (!step) continue;
    const number = lab.steps.indexOf(step) + 1;
    return {
      href: `${hrefOf(chapter)}#step-${id}-${step.id}`,
      words: `Continue at step ${number} of “${title}”`,
    };
  }
  return undefined;
}
