import { html, nothing, render, type TemplateResult } from 'lit-html';
import { type Found, type FoundPage, search } from './search-engine.ts';

/** Milliseconds without a key before what was typed is searched for. */
const PAUSE = 120;

type State = { kind: 'empty' } | { kind: 'failed' } | { kind: 'found'; words: string; pages: FoundPage[] };

/** A field and what it finds. The arrow keys go from the field through the results; each is a link. */
class SearchView extends HTMLElement {
  #stop = new AbortController();
  #state: State = { kind: 'empty' };
  #wait = 0;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#show();
    this.addEventListener('input', () => this.#typed(), { signal });
    this.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.addEventListener('submit', (event) => this.#submitted(event), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#wait));
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  override focus(): void {
    this.#field?.focus();
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  #typed(): void {
    clearTimeout(this.#wait);
    this.#wait = window.setTimeout(() => void this.#search(), PAUSE);
  }

  async #search(): Promise<void> {
    const words = this.#field?.value.trim() ?? '';
    const state: State =
      words === ''
        ? { kind: 'empty' }
        : await search(words).then(
            (pages) => ({ kind: 'found' as const, words, pages }),
            () => ({ kind: 'failed' as const }),
          );
    // An answer that comes late is none to what the field holds now.
    if (words !== (this.#field?.value.trim() ?? '')) return;
    this.#state = state;
    this.#show();
  }

  #submitted(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('.search-place')?.click();
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const places = [...this.querySelectorAll<HTMLElement>('.search-place')];
    const at = places.indexOf(document.activeElement as HTMLElement);
    if (at < 0 && step < 0) return;
    event.preventDefault();
    (places[at + step] ?? (step < 0 ? this.#field : undefined))?.focus();
  }

  #show(): void {
    const hint = html`<p class="search-hint">Chapters, labs, the glossary, and what a check can say. <kbd>↓</kbd> goes into the results.</p>`;
    render(
      html`<form role="search">
          <label><span class="visually-hidden">Search the course</span>
            <input type="search" placeholder="Search the course" autocomplete="off" spellcheck="false" enterkeyhint="go" /></label>
        </form>
        <p class="search-count" role="status">${countOf(this.#state)}</p>
        ${this.#state.kind === 'found' ? this.#state.pages.map(pageView) : this.#state.kind === 'empty' ? hint : nothing}`,
      this,
    );
  }
}
customElements.define('search-view', SearchView);

function countOf(state: State): string {
  if (state.kind === 'empty') return '';
  if (state.kind === 'failed')
    return 'The search index could not be loaded. It is made when the site is built.';
  const count = state.pages.reduce((sum, { places }) => sum + places.length, 0);
  if (count === 0) return `Nothing found for “${state.words}”.`;
  return count === 1 ? '1 place' : `${count} places`;
}

function pageView({ title, places }: FoundPage): TemplateResult {
  return html`<section class="search-page"><h2>${title}</h2>
    <ul>${places.map((place) => html`<li>${placeView(place)}</li>`)}</ul></section>`;
}

function placeView({ title, url, excerpt }: Found): TemplateResult {
  return html`<a class="search-place" href="${url}"><b>${title}</b>
    <span class="search-excerpt">${excerpt.map(({ text, marked }) => (marked ? html`<mark>${text}</mark>` : html`${text}`))}</span></a>`;
}
