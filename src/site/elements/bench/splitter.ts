import { browserStorage } from '../page/browser-storage.ts';

const LEAST = 320;
const STEP = 32;

/** Makes the bench's edge draggable, by pointer and by arrow keys, and remembers the width. */
export function followSplitter(splitter: HTMLElement, signal: AbortSignal): void {
  const bench = splitter.parentElement!;
  const width = () => bench.getBoundingClientRect().width;
  const set = (wanted: number) => {
    const most = Math.max(LEAST, innerWidth - 420);
    const value = Math.round(Math.min(Math.max(wanted, LEAST), most));
    document.documentElement.style.setProperty('--bench', `${value}px`);
    splitter.setAttribute('aria-valuenow', String(value));
    splitter.setAttribute('aria-valuemax', String(most));
    dispatchEvent(new Event('resize'));
    browserStorage().setItem('spanwise.bench.width', String(value));
  };
  // A splitter that takes the keyboard: HTML has no element of its own for it.
  const description = {
    role: 'separator',
    tabindex: '0',
    'aria-orientation': 'vertical',
    'aria-label': 'Width of the bench',
  };
  const values = { 'aria-valuemin': LEAST, 'aria-valuemax': 2000, 'aria-valuenow': Math.round(width()) };
  for (const [name, value] of Object.entries({ ...description, ...values }))
    splitter.setAttribute(name, String(value));
  splitter.addEventListener('pointerdown', (event) => splitter.setPointerCapture(event.pointerId), {
    signal,
  });
  splitter.addEventListener(
    'pointermove',
    (event) => splitter.hasPointerCapture(event.pointerId) && set(innerWidth - event.clientX),
    { signal },
  );
  splitter.addEventListener(
    'keydown',
    (event) => {
      const by = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      set(width() + by);
    },
    { signal },
  );
}
