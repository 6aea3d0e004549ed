import type { BenchEvent } from '#api/events.ts';
import type { Reloaded } from '#bench/labs/reload-labs.ts';
import { isSiteCurrent, siteHash } from '../site/site-state.ts';
import { watchCourse } from './watch-course.ts';

type CourseEvent = Extract<BenchEvent, { type: 'course' }>;

const MISTAKES = {
  labs: 'A lab has a mistake, and stays as it was before:',
  pages: 'The pages cannot be built, and stay as they were before:',
};

interface Following {
  repository: string;
  reloadLabs: () => Promise<Reloaded>;
  /** Resolves when no check runs: a lab is not changed under one. */
  idle: () => Promise<void>;
  /** Gives nothing on success, otherwise what is wrong with the pages. */
  buildPages: () => Promise<string | undefined>;
  emit: (event: CourseEvent) => void;
  say: (text: string) => void;
  signal: AbortSignal;
}

/** Takes up what an author changes while the server runs. Gives what a page that opens now has to know. */
export function followCourse(following: Following): () => CourseEvent[] {
  const { repository, reloadLabs, idle, buildPages, emit, say, signal } = following;
  const wrong: { labs?: string; pages?: string } = {};
  let shownProblem = '';
  let failedAt = '';
  const problemNow = (): CourseEvent[] => {
    const problem = [wrong.labs, wrong.pages].filter(Boolean).join('\n\n');
    return problem ? [{ type: 'course', news: 'wrong', problem }] : [];
  };
  /** Says a mistake once, in the terminal and on every page, and takes it back when it is mended. */
  const report = (what: 'labs' | 'pages', problem: string | undefined) => {
    if (problem && problem !== wrong[what]) say(`  ${MISTAKES[what]}\n${problem}`);
    wrong[what] = problem;
    const [event] = problemNow();
    if (shownProblem !== (event?.problem ?? '')) emit(event ?? { type: 'course', news: 'labs', labs: [] });
    shownProblem = event?.problem ?? '';
  };

  const labs = async (): Promise<void> => {
    await idle();
    const { changed, problems } = await reloadLabs();
    if (changed.length > 0) say(`  Read again: ${changed.join(', ')}.`);
    if (changed.length > 0) emit({ type: 'course', news: 'labs', labs: changed });
    report('labs', problems.join('\n\n') || undefined);
  };
  const pages = async (): Promise<void> => {
    const hash = siteHash(repository);
    // Pages quote labs; with a lab that cannot be read they cannot be built.
    if (wrong.labs || hash === failedAt) return;
    if (isSiteCurrent(repository, hash)) return report('pages', undefined);
    say('  The course changed: building its pages …');
    const began = Date.now();
    const failure = await buildPages();
    failedAt = failure === undefined ? '' : hash;
    report('pages', failure);
    if (failure !== undefined) return;
    say(`  Its pages are new (${Math.round((Date.now() - began) / 1000)} s).`);
    emit({ type: 'course', news: 'pages' });
  };

  let working: Promise<void> | undefined;
  let again = false;
  const work = async (): Promise<void> => {
    do {
      again = false;
      await labs();
      await pages();
    } while (again && !signal.aborted);
  };
  const changed = () => {
    again = working !== undefined;
    working ??= work()
      .catch((error: unknown) => {
        if (!signal.aborted) say(`  The change could not be taken up: ${(error as Error).message}`);
      })
      .finally(() => {
        working = undefined;
      });
  };
  watchCourse({ repository, changed, say, signal });
  return problemNow;
}
