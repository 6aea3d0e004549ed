import { browserStorage } from './browser-storage.ts';

/** The button in the header that changes between light and dark; other elements hear `spanwise:theme` on the document. */
class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'icon-button';
    button.innerHTML =
      '<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/></svg>';
    const name = document.createElement('span');
    name.className = 'visually-hidden';
    button.append(name);
    button.addEventListener('click', () => change(otherTheme(currentTheme()), name));
    label(name);
    this.replaceChildren(button);
  }
}
customElements.define('theme-switch', ThemeSwitch);

/** The theme that is not shown now. */
export function otherTheme(theme: string): 'light' | 'dark' {
  return theme === 'dark' ? 'light' : 'dark';
}

function currentTheme(): string {
  return document.documentElement.dataset['theme'] ?? 'light';
}

function change(theme: 'light' | 'dark', name: HTMLElement): void {
  document.documentElement.dataset['theme'] = theme;
  browserStorage().setItem('spanwise.theme', theme);
  label(name);
  document.dispatchEvent(new CustomEvent('spanwise:theme'));
}

function label(name: HTMLElement): void {
  name.textContent = `Use the ${otherTheme(currentTheme())} theme`;
}
