/** What the browser made of an element of a drawing, as plain data. */
export interface DrawnNode {
  name: string;
  id: string;
  classes: string[];
  attributes: Record<string, string>;
  style: DrawnStyle;
  /** Texts stand among the elements as they are. */
  children: (DrawnNode | string)[];
}

/** The computed style of an element, as far as drawings use it. */
export interface DrawnStyle {
  hidden: boolean;
  fill: string;
  stroke: string;
  strokeWidth: string;
  dashes: string;
  fontSize: string;
  fontWeight: string;
  anchor: string;
  baseline: string;
}

interface Mermaid {
  initialize(look: object): void;
  render(id: string, code: string): Promise<{ svg: string }>;
}

/** Runs in the drawing page, with nothing but its argument: draws a diagram. */
export async function renderDiagram({ code, look }: { code: string; look: object }): Promise<void> {
  const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
  mermaid.initialize(look);
  document.body.innerHTML = (await mermaid.render('drawing', code)).svg;
}

/** Runs in the drawing page: reads what the browser shows of the diagram. */
export function readDrawing(): DrawnNode {
  const read = (element: Element): DrawnNode => {
    const style = getComputedStyle(element);
    return {
      name: element.tagName,
      id: element.id,
      classes: [...element.classList],
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      style: {
        hidden: style.display === 'none' || style.visibility === 'hidden',
        fill: style.fill,
        stroke: style.stroke,
        strokeWidth: style.strokeWidth,
        dashes: style.strokeDasharray,
        fontSize: style.fontSize,
        fontWeight: style.fontWeight,
        anchor: style.textAnchor,
        baseline: style.dominantBaseline,
      },
      children: [...element.childNodes].map((child) =>
        child instanceof Element ? read(child) : (child.textContent ?? ''),
      ),
    };
  };
  const svg = document.querySelector('svg')!;
  // Mermaid leaves a message from the last participant to itself outside of the box. Lifelines end below it on purpose.
  const { x, y, width, height } = svg.viewBox.baseVal;
  const painted = svg.getBBox();
  const left = Math.min(x, painted.x - 4);
  const right = Math.max(x + width, painted.x + painted.width + 4);
  svg.setAttribute('viewBox', [left, y, right - left, height].join(' '));
  return read(svg);
}
