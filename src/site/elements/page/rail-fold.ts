import { browserStorage } from './browser-storage.ts';
import { focusQuietly } from './keep-focus.ts';

/** Below this width the rail lies over the text. */
const OVER_TEXT = '(width < 80rem)';

/** Makes the button that folds the list of chapters work, with a bench beside the text and without one. */
const root = document.documentElement;
const rail = document.querySelector('.rail');
const button = document.querySelector('[data-collapse="rail"]');
button?.addEventListener('click', () => turn(isOpen() ? 'folded' : 'open'));
rail?.addEventListener('click', (event) => {
  // Following a link into the text closes a rail that lies over it.
  const link = (event.target as Element).closest('a');
  if (!matchMedia(OVER_TEXT).matches || !link) return;
  turn('folded');
  // The link goes with the rail: the keyboard goes where it leads.
  focusQuietly(document.getElementById(decodeURIComponent(link.hash.slice(1))));
});
matchMedia(OVER_TEXT).addEventListener('change', tell);
tell();

function isOpen(): boolean {
  const kept = root.dataset['rail'];
  return matchMedia(OVER_TEXT).matches ? kept === 'open' : kept !== 'folded';
}

function turn(value: 'open' | 'folded'): void {
  root.dataset['rail'] = value;
  // An open rail is not remembered where it would cover the text of the next page.
  if (!matchMedia(OVER_TEXT).matches) browserStorage().setItem('spanwise.rail.fold', value);
  tell();
}

function tell(): void {
  button?.setAttribute('aria-expanded', String(isOpen()));
  // Panels and terminals beside the text measure themselves anew.
  dispatchEvent(new Event('resize'));
}
