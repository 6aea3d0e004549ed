import type { LabProgress } from '#api/progress-view.ts';
import type { ChapterReading } from '#api/reading-record.ts';
import type { ChapterOutline } from './course-outline.ts';

/** What is done of a chapter and what is left. */
export interface ChapterState {
  sections: { all: number; read: number; left: readonly { id: string; text: string }[] };
  quiz: { all: number; right: number; answered: number };
  /** Empty where no bench says how far the labs are. */
  labs: readonly { id: string; title: string; all: number; passed: number; left: readonly LeftStep[] }[];
  /** Whether all of it is read, right and passed, as far as it is known. */
  done: boolean;
}

/** A step that was not passed; `number` counts from 1. */
export interface LeftStep {
  id: string;
  number: number;
  mark: 'solved' | 'skipped' | undefined;
}

/** Compares what a chapter has with what the reader did. */
export function chapterState(
  { sections, questions, labs }: ChapterOutline,
  { sections: read, quiz }: ChapterReading,
  progress: readonly LabProgress[] = [],
): ChapterState {
  const left = sections.filter(({ id }) => !read.includes(id));
  const right = questions.filter((id) => quiz[id]?.right).length;
  const ofLabs = labs.flatMap(({ id, title }) => {
    const known = progress.find(({ lab }) => lab === id);
    if (!known) return [];
    const open = known.steps.flatMap((step, index) =>
      step.passed ? [] : [{ id: step.id, number: index + 1, mark: step.mark }],
    );
    return [{ id, title, all: known.steps.length, passed: known.steps.length - open.length, left: open }];
  });
  return {
    sections: { all: sections.length, read: sections.length - left.length, left },
    quiz: { all: questions.length, right, answered: questions.filter((id) => quiz[id]).length },
    labs: ofLabs,
    done: left.length === 0 && right === questions.length && ofLabs.every((lab) => lab.left.length === 0),
  };
}

/** The state in a few words for a list of chapters; empty while nothing is done. */
export function stateWords({ sections, quiz, labs }: ChapterState): string {
  const steps = labs.reduce((sum, { all }) => sum + all, 0);
  const passed = labs.reduce((sum, lab) => sum + lab.passed, 0);
  const parts = [
    sections.read === 0
      ? ''
      : sections.read === sections.all
        ? 'read'
        : `${sections.read} of ${sections.all} sections read`,
    quiz.answered === 0 ? '' : `quiz ${quiz.right} of ${quiz.all}`,
    passed === 0 ? '' : passed === steps ? 'lab passed' : `lab ${passed} of ${steps} steps`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** How much of the text is read, from 0 to 1. */
export function readShare({ sections }: ChapterState): number {
  return sections.all === 0 ? 0 : sections.read / sections.all;
}
