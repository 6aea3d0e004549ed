/** Milliseconds over a term before its definition shows, so that a pointer on its way elsewhere opens nothing. */
const REST = 160;
/** Milliseconds after the pointer has left in which it may reach the definition, to select or follow what is in it. */
const GRACE = 240;
/** Pixels between a term and its definition, and between the definition and the window's edge. */
const GAP = 6;

/** Shows a term's definition on hover and on focus. A click, a touch or a key opens it without this script, too. */
class GlossaryTerm extends HTMLElement {
  #stop = new AbortController();
  #wait = 0;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const button = this.querySelector('button');
    const note = this.querySelector<HTMLElement>('[popover]');
    if (!button || !note) return;
    const later = (change: () => void, time: number) => {
      clearTimeout(this.#wait);
      this.#wait = window.setTimeout(change, time);
    };
    const open = () => note.isConnected && !note.matches(':popover-open') && note.showPopover();
    const close = () => note.isConnected && note.matches(':popover-open') && note.hidePopover();
    this.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && later(open, REST), {
      signal,
    });
    this.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && later(close, GRACE), {
      signal,
    });
    // A mouse that is over the term has opened it already: its click would only close it.
    button.addEventListener(
      'click',
      (event) => {
        if (event.pointerType === 'mouse' && note.matches(':popover-open')) event.preventDefault();
      },
      { signal },
    );
    button.addEventListener('focus', () => button.matches(':focus-visible') && open(), { signal });
    this.addEventListener(
      'focusout',
      (event) => !this.contains(event.relatedTarget as Node | null) && close(),
      { signal },
    );
    note.addEventListener('toggle', () => note.matches(':popover-open') && place(note, button), { signal });
    signal.addEventListener('abort', () => clearTimeout(this.#wait));
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }
}
customElements.define('glossary-term', GlossaryTerm);

/** Puts a definition below its term, or above it where there is no room, within the window. */
function place(note: HTMLElement, term: HTMLElement): void {
  const at = term.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const below = at.bottom + GAP;
  const top = below + height + GAP <= innerHeight ? below : Math.max(GAP, at.top - GAP - height);
  const left = Math.min(Math.max(GAP, at.left), innerWidth - width - GAP);
  Object.assign(note.style, {
    top: `${top}px`,
    left: `${left}px`,
    margin: '0',
    inset: 'auto',
    position: 'fixed',
  });
  Object.assign(note.style, { top: `${top}px`, left: `${left}px` });
}
