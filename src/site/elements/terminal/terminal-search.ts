import { type ISearchOptions, SearchAddon } from '@xterm/addon-search';
import type { Terminal } from '@xterm/xterm';
import { html, render } from 'lit-html';
import { themeTokens, toHex } from '../page/theme-tokens.ts';
import { countWords, MOST } from './count-words.ts';

/** The bar that finds text in what a terminal printed. */
export interface TerminalSearch {
  open(): void;
}

/** Puts the bar into `place`, closed; `closed` hears when the keyboard is to go back to the terminal. */
export function addSearch(terminal: Terminal, place: HTMLElement, closed: () => void): TerminalSearch {
  const addon = new SearchAddon({ highlightLimit: MOST });
  terminal.loadAddon(addon);
  place.hidden = true;
  render(searchView, place);
  const field = place.querySelector('input')!;
  const count = place.querySelector<HTMLElement>('.term-find-count')!;

  addon.onDidChangeResults(({ resultIndex, resultCount }) => {
    count.textContent = countWords(field.value, resultIndex, resultCount);
  });
  const find = (way: 'next' | 'previous', incremental = false): void => {
    const options = { incremental, decorations: marks() };
    if (field.value === '') {
      addon.clearDecorations();
      count.textContent = '';
    } else if (way === 'next') addon.findNext(field.value, options);
    else addon.findPrevious(field.value, options);
  };
  const close = (): void => {
    place.hidden = true;
    addon.clearDecorations();
    closed();
  };
  field.addEventListener('input', () => find('previous', true));
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'F3' || (event.key === 'Enter' && event.target === field))
      find(event.shiftKey ? 'next' : 'previous');
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  place.addEventListener('click', ({ target }) => {
    const action = (target as HTMLElement).closest('button')?.dataset['find'];
    if (action === 'close') close();
    if (action === 'previous' || action === 'next') find(action);
  });

  return {
    open() {
      place.hidden = false;
      const selected = terminal.getSelection();
      if (selected && !selected.includes('\n')) field.value = selected;
      field.focus();
      field.select();
      find('previous', true);
    },
  };
}

// The newest output stands last, so the search begins there and goes up.
const searchView = html`<input type="text" aria-label="Find in the terminal" autocomplete="off" spellcheck="false" placeholder="Find in the terminal" />
  <span class="term-find-count" role="status"></span>
  <button type="button" class="button small" data-find="previous" title="Enter">Up</button>
  <button type="button" class="button small" data-find="next" title="Shift+Enter">Down</button>
  <button type="button" class="button small" data-find="close" title="Escape">Close</button>`;

function marks(): NonNullable<ISearchOptions['decorations']> {
  const { mark, accent } = themeTokens(['mark', 'accent'] as const);
  const [all, active] = [toHex(mark), toHex(accent)];
  return {
    matchBackground: all,
    matchBorder: active,
    matchOverviewRuler: active,
    activeMatchBackground: active,
    activeMatchBorder: active,
    activeMatchColorOverviewRuler: active,
  };
}
