import { html, nothing, render } from 'lit-html';
import { keepFocus } from '../page/keep-focus.ts';
import { allSaved } from '../server/all-saved.ts';
import { onBench } from '../server/bench-link.ts';
import { send } from '../server/bench-signals.ts';

/** A bar that says when an author changed the course: a button for the new pages, or the mistake that keeps them back. */
class CourseNews extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.setAttribute('role', 'status');
    this.addEventListener('click', (event) => void this.#act(event), { signal });
    onBench((_state, event) => {
      if (event?.type !== 'course') return;
      if (event.news === 'labs') send('lab', {});
      if (event.news === 'labs' && this.dataset['news'] === 'wrong') this.#close();
      if (event.news === 'pages') this.#showPages();
      if (event.news === 'wrong') this.#showProblem(event.problem ?? '');
    }, signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #showPages(): void {
    this.dataset['news'] = 'pages';
    render(
      html`<div class="news-bar"><p>The course changed.</p>
      <button class="button small" type="button" data-action="reload">Reload</button>
      <button class="button small" type="button" data-action="later">Later</button></div>`,
      this,
    );
  }

  #showProblem(problem: string): void {
    this.dataset['news'] = 'wrong';
    render(
      html`<div class="news-bar"><details><summary>The course has a mistake. You see it as it was before.</summary>
      <pre tabindex="0">${problem}</pre></details>
      <button class="button small" type="button" data-action="later">Close</button></div>`,
      this,
    );
  }

  #close(): void {
    delete this.dataset['news'];
    keepFocus(
      this,
      () => render(nothing, this),
      () => document.querySelector<HTMLElement>('main'),
    );
  }

  async #act(event: Event): Promise<void> {
    const action = (event.target as Element).closest<HTMLElement>('[data-action]')?.dataset['action'];
    if (action === 'later') this.#close();
    if (action !== 'reload') return;
    // What was typed into an editor is on disk before the page goes.
    await allSaved();
    location.reload();
  }
}

customElements.define('course-news', CourseNews);
