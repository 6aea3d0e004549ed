import { browserStorage } from '../page/browser-storage.ts';
import { changeProgress, PROGRESS_CHANGED } from './progress-store.ts';
import { followSections, type SectionSight } from './section-reading.ts';

/** Milliseconds between two looks at what is in view: fine enough for a section of a few lines. */
const LOOK = 500;
/** The height of the window, as a share, above which a heading's section is the one being read. */
const READING_AT = 0.4;

const text = document.querySelector<HTMLElement>('main[data-chapter]');
if (text) followReader(text);

/** Marks the section that is being read in the list of sections, and keeps which were read and where the reader is. */
function followReader(text: HTMLElement): void {
  const chapter = text.dataset['chapter'] ?? '';
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>('.rail .sections a')].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const headings = [...text.querySelectorAll<HTMLElement>(':scope > h2[id]')].filter(({ id }) =>
    links.has(id),
  );
  const words = new Map(headings.map((heading) => [heading.id, wordsBelow(heading)]));
  const look = followSections();
  let place = '';

  const sights = (): (SectionSight & { top: number })[] => {
    const end = text.querySelector('.chapter-end')?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    const tops = headings.map((heading) => heading.getBoundingClientRect().top);
    return headings.map(({ id }, index) => {
      const top = tops[index]!;
      const bottom = tops[index + 1] ?? end;
      return {
        ...{ id, top, words: words.get(id) ?? 0 },
        inView: bottom > 0 && top < innerHeight,
        endInView: bottom > 0 && bottom <= innerHeight + 1,
      };
    });
  };
  const keep = (id: string | undefined, read: readonly string[]) => {
    if (id === undefined && read.length === 0) return;
    changeProgress(browserStorage(), chapter, (progress) => {
      if (id !== undefined) progress.place = { section: id, time: Date.now() };
      progress.sections = [...new Set([...progress.sections, ...read])];
    });
    document.dispatchEvent(new CustomEvent(PROGRESS_CHANGED));
  };
  const follow = (elapsed: number) => {
    // What lies in a tab behind others, or under a dialog of the page, is not read.
    if (document.visibilityState !== 'visible' || document.querySelector('dialog[open]')) return;
    const now = sights();
    const here = now.findLast(({ top }) => top < innerHeight * READING_AT)?.id ?? '';
    const moved = here !== place;
    if (moved) mark(links, here);
    place = here;
    keep(moved && here !== '' ? here : undefined, look(now, elapsed));
  };
  setInterval(() => follow(LOOK), LOOK);
  follow(0);
}

function mark(links: ReadonlyMap<string, HTMLElement>, here: string): void {
  for (const [id, link] of links) {
    if (id !== here) link.removeAttribute('aria-current');
    else {
      link.setAttribute('aria-current', 'location');
      showInRail(link);
    }
  }
}

// Scrolls the list alone: `scrollIntoView` would move the text as well.
function showInRail(link: HTMLElement): void {
  const rail = link.closest<HTMLElement>('.rail');
  if (!rail || rail.contains(document.activeElement)) return;
  const [box, inside] = [rail.getBoundingClientRect(), link.getBoundingClientRect()];
  if (inside.top < box.top) rail.scrollTop -= box.top - inside.top + 40;
  else if (inside.bottom > box.bottom) rail.scrollTop += inside.bottom - box.bottom + 40;
}

function wordsBelow(heading: HTMLElement): number {
  let words = 0;
  for (let next = heading.nextElementSibling; next && next.tagName !== 'H2'; next = next.nextElementSibling) {
    if (next.matches('.chapter-end')) break;
    words += wordsOf(next);
    // A definition is read only by those who open it.
    for (const note of next.querySelectorAll('[popover]')) words -= wordsOf(note);
  }
  return words;
}

function wordsOf(element: Element): number {
  return (element.textContent ?? '').split(/\s+/).filter(Boolean).length;
}
