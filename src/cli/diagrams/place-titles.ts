/**
 * Runs in the drawing page, with nothing but what is drawn there: moves the title of each group to a place that no line
 * crosses, at its upper edge or else at its lower one. Gives the titles for which there is none.
 */
export function placeTitles(): string[] {
  /** Pixels between a title and what is around it, and the edge of its group. */
  const [apart, inset] = [2, 8];
  /** Pixels between two looks at a line: half the height of a letter. */
  const step = 4;
  const svg = document.querySelector('svg')!;
  const points = [...svg.querySelectorAll<SVGPathElement>('.edgePaths path')].flatMap((path) => {
    const toScreen = path.getScreenCTM()!;
    const looks = Math.ceil(path.getTotalLength() / step);
    return Array.from({ length: looks + 1 }, (_, index) =>
      path.getPointAtLength(index * step).matrixTransform(toScreen),
    );
  });
  const boxes = [...svg.querySelectorAll('.node, .edgeLabel text')].map((box) => box.getBoundingClientRect());
  const isFree = (left: number, top: number, { width, height }: DOMRect) => {
    const [right, bottom] = [left + width, top + height];
    const touches = (box: { left: number; right: number; top: number; bottom: number }) =>
      box.right > left - apart &&
      box.left < right + apart &&
      box.bottom > top - apart &&
      box.top < bottom + apart;
    return (
      !boxes.some(touches) && !points.some(({ x, y }) => touches({ left: x, right: x, top: y, bottom: y }))
    );
  };
  const { a: scale } = svg.getScreenCTM()!;
  return [...svg.querySelectorAll('.cluster')].flatMap((group) => {
    const label = group.querySelector<SVGGElement>('.cluster-label')!;
    const [box, title] = [
      group.querySelector('rect')!.getBoundingClientRect(),
      label.getBoundingClientRect(),
    ];
    if (title.width === 0) return [];
    const middle = box.left + (box.width - title.width) / 2;
    const places = [box.top + apart * 2, box.bottom - title.height - apart * 2].flatMap((top) =>
      [middle, box.left + inset, box.right - inset - title.width].map((start) => ({ start, top })),
    );
    const place = places.find(({ start, top }) => isFree(start, top, title));
    if (!place) return [label.textContent?.trim() ?? ''];
    const [x, y] = [(place.start - title.left) / scale, (place.top - title.top) / scale];
    const { e, f } = label.transform.baseVal.consolidate()?.matrix ?? { e: 0, f: 0 };
    label.setAttribute('transform', `translate(${e + x}, ${f + y})`);
    return [];
  });
}
