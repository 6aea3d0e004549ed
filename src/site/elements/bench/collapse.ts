import { browserStorage } from '../page/browser-storage.ts';
import { focusQuietly } from '../page/keep-focus.ts';

const NARROW = '(width < 56.25rem)';
const MIDDLE = '(width < 80rem)';

/** Makes the buttons that fold the rail and the bench work, and remembers them; below 900 px the bench is a sheet. */
export function followCollapse(bench: HTMLElement, signal: AbortSignal): void {
  const root = document.documentElement;
  const show = () => {
    setExpanded(document.querySelector('[data-collapse="rail"]'), railIsOpen());
    setExpanded(bench.querySelector('[data-collapse="bench"]'), root.dataset['bench'] !== 'folded');
    setExpanded(
      bench.querySelector('.bench-handle'),
      root.dataset['sheet'] === 'open' || !matchMedia(NARROW).matches,
    );
    dispatchEvent(new Event('resize'));
  };
  document.querySelector('[data-collapse="rail"]')?.addEventListener(
    'click',
    () => {
      remember('rail', railIsOpen() ? 'folded' : 'open');
      show();
    },
    { signal },
  );
  bench.querySelector('[data-collapse="bench"]')?.addEventListener(
    'click',
    () => {
      const narrow = matchMedia(NARROW).matches;
      if (narrow) root.dataset['sheet'] = 'closed';
      else remember('bench', root.dataset['bench'] === 'folded' ? 'open' : 'folded');
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
  document.querySelector('.rail')?.addEventListener(
    'click',
    (event) => {
      // On a narrow page the rail lies over the text: following a link into the text closes it.
      const link = (event.target as Element).closest('a');
      if (!matchMedia(MIDDLE).matches || !link) return;
      remember('rail', 'folded');
      show();
      // The link goes with the rail: the keyboard goes where it leads.
      focusQuietly(document.getElementById(decodeURIComponent(link.hash.slice(1))));
    },
    { signal },
  );
  show();
}

function railIsOpen(): boolean {
  const kept = document.documentElement.dataset['rail'];
  return matchMedia(MIDDLE).matches ? kept === 'open' : kept !== 'folded';
}

function setExpanded(button: Element | null, open: boolean): void {
  button?.setAttribute('aria-expanded', String(open));
}

function remember(name: 'rail' | 'bench', value: 'open' | 'folded'): void {
  document.documentElement.dataset[name] = value;
  // An open rail is not remembered where it would cover the text of the next page.
  if (name === 'bench' || !matchMedia(MIDDLE).matches)
    browserStorage().setItem(`spanwise.${name}.fold`, value);
}
