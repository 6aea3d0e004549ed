import { html, nothing, render } from 'lit-html';
import { atRoot } from '../page/site-root.ts';
import { continueAt } from './continue-at.ts';
import { courseOutline } from './course-outline.ts';
import { onCourseProgress } from './course-progress.ts';

/** The link that leads back to where the learner was; hidden while nothing was begun. */
class CourseContinue extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const outline = courseOutline();
    const button = this.dataset['look'] === 'button';
    onCourseProgress(({ reading, labs }) => {
      const way = continueAt(outline, reading, labs);
      this.hidden = !way;
      render(
        way
          ? html`<a class="${button ? 'button primary' : 'continue'}" href="${atRoot(way.href)}" title="${way.words}"><span>Continue<span class="continue-rest">${way.words.replace(/^Continue/, '')}</span></span></a>`
          : nothing,
        this,
      );
    }, this.#stop.signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }
}
customElements.define('course-continue', CourseContinue);
