import { themeTokens } from '../page/theme-tokens.ts';

let count = 0;

/** Draws a Mermaid diagram when the reader comes near it, and again when the theme changes. */
class CourseDiagram extends HTMLElement {
  #stop = new AbortController();

  connectedCallback(): void {
    this.#stop = new AbortController();
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        void this.#draw();
        document.addEventListener('spanwise:theme', () => void this.#draw(), { signal: this.#stop.signal });
      },
      { rootMargin: '800px' },
    );
    near.observe(this);
    this.#stop.signal.addEventListener('abort', () => near.disconnect());
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  async #draw(): Promise<void> {
    const { default: mermaid } = await import('mermaid');
    mermaid.initialize(settings());
    try {
      const { svg } = await mermaid.render(`diagram-${++count}`, this.dataset['code'] ?? '');
      this.innerHTML = svg;
      this.#offerLarger();
    } catch (error) {
      // The words stay in the page, so the reader loses the picture only.
      console.error('A diagram could not be drawn.', error);
    }
  }

  // A wide diagram is small beside the bench: it can be opened over the page at its own size.
  #offerLarger(): void {
    const svg = this.querySelector('svg');
    if (!svg || svg.viewBox.baseVal.width < this.clientWidth * 1.15) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button small';
    button.textContent = 'Larger';
    button.addEventListener('click', () => enlarge(svg, button));
    this.append(button);
  }
}
customElements.define('course-diagram', CourseDiagram);

function enlarge(svg: SVGElement, button: HTMLElement): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'large-diagram';
  dialog.innerHTML = '<form method="dialog"><button class="button small">Close</button></form>';
  const title = svg.querySelector('title')?.textContent ?? 'Diagram';
  dialog.setAttribute('aria-label', title);
  // The drawing itself moves there and back: a copy would have the same ids twice.
  const home = document.createComment('');
  svg.replaceWith(home);
  dialog.append(svg);
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    home.replaceWith(svg);
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
}

function settings() {
  const colour = themeTokens([
    'paper',
    'panel',
    'raised',
    'ink',
    'ink-soft',
    'line',
    'line-strong',
    'accent',
    'accent-soft',
    'mark',
  ] as const);
  return {
    startOnLoad: false,
    securityLevel: 'strict' as const,
    layout: 'dagre',
    theme: 'base' as const,
    fontFamily: '"Inter Variable", system-ui, sans-serif',
    sequence: {
      mirrorActors: false,
      wrap: true,
      width: 140,
      wrapPadding: 4,
      height: 44,
      actorMargin: 16,
      messageMargin: 30,
      diagramMarginX: 6,
      diagramMarginY: 6,
      useMaxWidth: true,
    },
    flowchart: { useMaxWidth: true, htmlLabels: false },
    themeVariables: {
      background: colour.paper,
      primaryColor: colour.raised,
      primaryTextColor: colour.ink,
      primaryBorderColor: colour['line-strong'],
      secondaryColor: colour.panel,
      tertiaryColor: colour.panel,
      lineColor: colour['ink-soft'],
      textColor: colour.ink,
      mainBkg: colour.raised,
      nodeBorder: colour['line-strong'],
      clusterBkg: colour.panel,
      clusterBorder: colour.line,
      actorBkg: colour.raised,
      actorBorder: colour['line-strong'],
      actorTextColor: colour.ink,
      actorLineColor: colour['line-strong'],
      signalColor: colour['ink-soft'],
      signalTextColor: colour.ink,
      labelBoxBkgColor: colour.panel,
      labelBoxBorderColor: colour['line-strong'],
      labelTextColor: colour.ink,
      loopTextColor: colour.ink,
      noteBkgColor: colour.mark,
      noteBorderColor: colour['line-strong'],
      noteTextColor: colour.ink,
      activationBkgColor: colour['accent-soft'],
      activationBorderColor: colour.accent,
      edgeLabelBackground: colour.paper,
      fontSize: '15px',
    },
  };
}
