import { chooseLab } from './current-lab.ts';

/** The height of the page at which somebody reads: a step that comes into it is the one read now. */
const READ = '-35% 0px -55% 0px';

/**
 * Shows the lab of the step that comes to where one reads, until `signal` aborts. Whoever works in the bench keeps what
 * is there, and a lab chosen by hand stays until another step is reached.
 */
export function followReading(bench: HTMLElement, signal: AbortSignal, followed: () => void): void {
  const watch = new IntersectionObserver(
    (entries) => {
      const reached = entries.findLast(({ isIntersecting }) => isIntersecting)?.target as HTMLElement;
      if (!reached || bench.querySelector('.panel:focus-within')) return;
      followed();
      chooseLab(reached.dataset['lab'] ?? '');
    },
    { rootMargin: READ },
  );
  for (const step of document.querySelectorAll('lab-step')) watch.observe(step);
  signal.addEventListener('abort', () => watch.disconnect());
}
