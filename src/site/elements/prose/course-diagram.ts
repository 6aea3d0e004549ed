/** A drawn diagram: where it is wider than its place it is reached and scrolled by key, and can be opened over the page. */
class CourseDiagram extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const button = largerButton();
    const shown = () =>
      [...this.querySelectorAll<HTMLElement>('.diagram-view')].find((view) => view.checkVisibility());
    button.addEventListener('click', () => enlarge(shown()?.querySelector('svg'), button), {
      signal: this.#stop.signal,
    });
    const sizes = new ResizeObserver(() => {
      const view = shown();
      // While the drawing is open over the page, its button stays: the keyboard returns to it.
      if (view && !view.querySelector('svg')) return;
      const scrolls = view !== undefined && view.scrollWidth > view.clientWidth;
      if (view) reach(view, scrolls);
      // Below its own size by more than can be seen at a glance, or cut off.
      const small = view && (view.querySelector('svg')?.width.baseVal.value ?? 0) > view.clientWidth * 1.1;
      // Appended again it would lose the keyboard.
      if (!small) button.remove();
      else if (!button.isConnected) this.append(button);
    });
    sizes.observe(this);
    this.#stop.signal.addEventListener('abort', () => sizes.disconnect());
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }
}
customElements.define('course-diagram', CourseDiagram);

function largerButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button small';
  button.textContent = 'Larger';
  return button;
}

function reach(view: HTMLElement, scrolls: boolean): void {
  if (scrolls) {
    view.tabIndex = 0;
    view.setAttribute('role', 'region');
    view.setAttribute('aria-label', `Diagram: ${titleOf(view.querySelector('svg'))}`);
  } else for (const name of ['tabindex', 'role', 'aria-label']) view.removeAttribute(name);
}

function enlarge(svg: SVGSVGElement | null | undefined, button: HTMLElement): void {
  if (!svg) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'large-diagram';
  dialog.innerHTML =
    '<form method="dialog"><button class="button small">Close</button></form><div class="diagram-view" tabindex="0"></div>';
  dialog.setAttribute('aria-label', titleOf(svg));
  const view = dialog.querySelector('.diagram-view');
  // The drawing itself moves there and back: a copy would have the same ids twice.
  const home = document.createComment('');
  svg.replaceWith(home);
  svg.style.maxWidth = 'none';
  view?.append(svg);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    svg.style.removeProperty('max-width');
    home.replaceWith(svg);
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
}

function titleOf(svg: SVGSVGElement | null): string {
  return svg?.querySelector('title')?.textContent ?? 'Diagram';
}
