/** The link to the search, in the header. With a script it opens the search over the page, and so does the key `/`. */
class SiteSearch extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener('click', (event) => this.#clicked(event), { signal });
    document.addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #clicked(event: MouseEvent): void {
    // A click that asks for another tab gets the page of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void openSearch();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (
      target.closest('input, textarea, select, [contenteditable]') ||
      document.querySelector('dialog[open]')
    )
      return;
    event.preventDefault();
    void openSearch();
  }
}
customElements.define('site-search', SiteSearch);

async function openSearch(): Promise<void> {
  const before = document.activeElement;
  await import('./search-view.ts');
  if (document.querySelector('.search-dialog')) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'search-dialog';
  dialog.setAttribute('aria-label', 'Search');
  dialog.innerHTML =
    '<form method="dialog"><button class="icon-button"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15"/></svg><span class="visually-hidden">Close the search</span></button></form>';
  const view = document.createElement('search-view');
  dialog.prepend(view);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  dialog.addEventListener('click', (event) => {
    // A click beside the dialog closes it; a link of this same page leads to its place.
    const link = (event.target as Element).closest('a');
    if (event.target === dialog || link) dialog.close();
  });
  // A field of searching takes the first Escape for itself, to empty it.
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') dialog.close();
  });
  dialog.showModal();
  view.focus();
}
