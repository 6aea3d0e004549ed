import { LANGUAGES, type Language } from '#course/languages/languages.ts';
import { browserStorage } from '../page/browser-storage.ts';
import { chooseLanguage, chosenLanguage, tabAt } from './chosen-language.ts';

/** The event of the document by which all tabs of a page show the same language. */
const CHOSEN = 'spanwise:language';

/** Sections for languages as tabs, by the pattern that screen readers know: one stop of the Tab key, arrows between tabs. */
class LanguageTabs extends HTMLElement {
  #left = new AbortController();

  connectedCallback(): void {
    this.#left = new AbortController();
    const { signal } = this.#left;
    if (!this.querySelector('[role="tablist"]')) this.prepend(this.#tablist());
    for (const panel of this.#panels()) {
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', `${panel.id}-tab`);
      panel.tabIndex = 0;
    }
    this.addEventListener(
      'click',
      (event) => this.#choose((event.target as Element).closest('[role="tab"]')),
      { signal },
    );
    this.addEventListener('keydown', (event) => this.#move(event), { signal });
    document.addEventListener(CHOSEN, () => this.#show(), { signal });
    this.#show();
  }

  disconnectedCallback(): void {
    this.#left.abort();
  }

  #tablist(): HTMLElement {
    const list = document.createElement('div');
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', 'Language');
    for (const panel of this.#panels()) {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.id = `${panel.id}-tab`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', panel.id);
      tab.dataset['language'] = panel.dataset['language'];
      tab.textContent = LANGUAGES[panel.dataset['language'] as Language];
      list.append(tab);
    }
    return list;
  }

  #choose(tab: Element | null): void {
    const language = (tab as HTMLElement | null)?.dataset['language'];
    if (!language) return;
    chooseLanguage(browserStorage(), language as Language);
    document.dispatchEvent(new CustomEvent(CHOSEN));
  }

  #move(event: KeyboardEvent): void {
    const tabs = this.#tabs();
    const at = tabs.indexOf(event.target as HTMLElement);
    const next = at < 0 ? undefined : tabAt(event.key, at, tabs.length);
    if (next === undefined) return;
    event.preventDefault();
    this.#choose(tabs[next] ?? null);
    tabs[next]?.focus();
  }

  #show(): void {
    const panels = this.#panels();
    const shown = chosenLanguage(
      browserStorage(),
      panels.map((panel) => panel.dataset['language'] as Language),
    );
    for (const panel of panels) panel.hidden = panel.dataset['language'] !== shown;
    for (const tab of this.#tabs()) {
      const selected = tab.dataset['language'] === shown;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
  }

  #panels(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(':scope > section')];
  }

  #tabs(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role="tab"]')];
  }
}
customElements.define('language-tabs', LanguageTabs);
