import { browserStorage } from '../page/browser-storage.ts';

const NARROW = '(width < 56.25rem)';

/** Makes the buttons that fold the bench work, and remembers it; below 900 px the bench is a sheet. */
export function followCollapse(bench: HTMLElement, signal: AbortSignal): void {
  const root = document.documentElement;
  const show = () => {
    setExpanded(bench.querySelector('[data-collapse="bench"]'), root.dataset['bench'] !== 'folded');
    setExpanded(
      bench.querySelector('.bench-handle'),
      root.dataset['sheet'] === 'open' || !matchMedia(NARROW).matches,
    );
    dispatchEvent(new Event('resize'));
  };
  bench.querySelector('[data-collapse="bench"]')?.addEventListener(
    'click',
    () => {
      const narrow = matchMedia(NARROW).matches;
      if (narrow) root.dataset['sheet'] = 'closed';
      else remember(root.dataset['bench'] === 'folded' ? 'open' : 'folded');
      show();
      // The button is inside the sheet that it closes.
      if (narrow) bench.querySelector<HTMLElement>('.bench-handle')?.focus();
    },
    { signal },
  );
  bench.querySelector('.bench-handle')?.addEventListener(
    'click',
    () => {
      root.dataset['sheet'] = root.dataset['sheet'] === 'open' ? 'closed' : 'open';
      show();
    },
    { signal },
  );
  show();
}

function setExpanded(button: Element | null, open: boolean): void {
  button?.setAttribute('aria-expanded', String(open));
}

function remember(value: 'open' | 'folded'): void {
  document.documentElement.dataset['bench'] = value;
  browserStorage().setItem('spanwise.bench.fold', value);
}
