import { send, type TabName } from '../server/bench-signals.ts';

const KEYS: Readonly<Record<string, TabName>> = {
  t: 'terminal',
  f: 'files',
  r: 'traces',
  l: 'logs',
  c: 'checks',
};
/** Milliseconds between the two keys at most. */
const TOGETHER = 1500;

/** Leads to a tab of the bench by `g` and then a letter, where no text is being typed, until `signal` aborts. */
export function followKeys(signal: AbortSignal): void {
  let since = Number.NEGATIVE_INFINITY;
  const typed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      target.closest('input, textarea, select, [contenteditable="true"]')
    )
      return;
    const tab = KEYS[event.key];
    if (event.key === 'g') since = event.timeStamp;
    else if (tab && event.timeStamp - since < TOGETHER) {
      event.preventDefault();
      since = Number.NEGATIVE_INFINITY;
      send('show', { tab, focus: true });
    } else since = Number.NEGATIVE_INFINITY;
  };
  document.addEventListener('keydown', typed, { signal });
}
