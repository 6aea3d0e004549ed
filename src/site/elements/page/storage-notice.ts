import { html, nothing, render } from 'lit-html';
import { onBench } from '../server/bench-link.ts';
import { browserStorage, onUnkept, type UnkeptReason } from './browser-storage.ts';
import { keepFocus } from './keep-focus.ts';

const WHY: Record<UnkeptReason, string> = {
  forbidden: 'This browser does not let the page keep anything.',
  full: 'This browser has no room left for what the page keeps.',
};
const NO_COOKIES =
  'It refuses cookies as well, and without one the bench does not know it again: allow them for this address, then open a new link.';

/**
 * Says once what is lost in a browser that keeps nothing. Where it is forbidden from the start, only the first page of a
 * visit says so: the next cannot know that the reader has closed it, but it knows from which page the reader came.
 */
class StorageNotice extends HTMLElement {
  #stop = new AbortController();
  #reason: UnkeptReason | undefined;
  #locked = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.setAttribute('role', 'status');
    onUnkept((reason) => {
      this.#reason = reason;
      this.#show();
    });
    // Asking shows whether there is a storage at all.
    browserStorage().getItem('spanwise.theme');
    if (this.#reason === 'forbidden' && cameFromHere()) this.#close();
    this.addEventListener('click', (event) => (event.target as Element).closest('button') && this.#close(), {
      signal,
    });
    onBench(({ mode }) => {
      this.#locked = mode === 'locked';
      this.#show();
    }, signal);
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #close(): void {
    this.#reason = undefined;
    keepFocus(
      this,
      () => this.#show(),
      () => document.querySelector<HTMLElement>('main'),
    );
  }

  #show(): void {
    const cookies = this.#locked && !navigator.cookieEnabled;
    render(
      this.#reason
        ? html`<div class="news-bar"><p>${WHY[this.#reason]} Answers to questions, what you have read, the theme and the
        widths of the page last until you leave it. Verdicts of labs are kept by the bench.
        ${cookies ? NO_COOKIES : nothing}</p>
        <button class="button small" type="button">Close</button></div>`
        : nothing,
      this,
    );
  }
}
customElements.define('storage-notice', StorageNotice);

function cameFromHere(): boolean {
  return URL.canParse(document.referrer) && new URL(document.referrer).origin === location.origin;
}
