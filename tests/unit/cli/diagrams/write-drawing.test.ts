import { expect, test } from 'vitest';
import type { DrawnNode } from '#cli/diagrams/drawn-node.ts';
import { STAND_INS } from '#cli/diagrams/look.ts';
import { writeDrawing } from '#cli/diagrams/write-drawing.ts';

const words = { id: 'shop', title: 'The shop', description: 'A & B' };
const plain = {
  ...{ hidden: false, fill: 'none', stroke: 'none', strokeWidth: '1px', dashes: 'none' },
  ...{ fontSize: '14px', fontWeight: '400', anchor: 'start', baseline: 'auto' },
};

function node(name: string, given: Partial<Omit<DrawnNode, 'style'>> & { style?: object } = {}): DrawnNode {
  const { style, ...rest } = given;
  return { name, id: '', classes: [], attributes: {}, children: [], ...rest, style: { ...plain, ...style } };
}

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;
}

const box = node('rect', {
  attributes: { width: '20.123', height: '10', class: 'basic' },
  style: { fill: rgb(STAND_INS.raised), stroke: rgb(STAND_INS['line-strong']) },
});
const label = (text: string) =>
  node('text', {
    style: { fill: rgb(STAND_INS.raised), anchor: 'middle' },
    children: [node('tspan', { style: { fill: rgb(STAND_INS.ink) }, children: [text] })],
  });
const drawing = (...children: DrawnNode[]) =>
  node('svg', { attributes: { viewBox: '0 0 280 40.06' }, children });

test('colours become variables, and the outline of a service that of the service', () => {
  expect(
    writeDrawing(drawing(node('g', { classes: ['node'], children: [box, label('orders')] })), words),
  ).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 280 40.1" width="280" height="41" style="min-width:240px" role="img" aria-labelledby="shop-title" aria-describedby="shop-words">
      <title id="shop-title">The shop</title>
      <desc id="shop-words">A &#38; B</desc>
      <g data-service="orders"><rect width="20.1" height="10" style="fill:var(--raised);stroke:var(--service);stroke-width:2px"/><text style="fill:var(--ink);font-size:14px;text-anchor:middle"><tspan>orders</tspan></text></g>
      </svg>"
    `);
});

test('only what is seen is kept: no style sheet, nothing hidden, no end of a line that no line has', () => {
  const marker = (id: string) => node('marker', { id, children: [box] });
  const line = node('line', {
    attributes: { x1: '0', x2: '9', 'marker-end': 'url(#drawing-end)' },
    style: { stroke: 'rgb(9, 9, 9)', dashes: '3px, 3px' },
  });
  const svg = writeDrawing(
    drawing(
      node('style', { children: ['#drawing{fill:red}'] }),
      marker('drawing-end'),
      marker('drawing-other'),
      node('g', { children: [label('hidden')], style: { hidden: true } }),
      node('g', { children: [line, label('a < b')] }),
    ),
    words,
  );
  expect(svg.split('\n').slice(3)).toMatchInlineSnapshot(`
    [
      "<defs><marker id="shop-end-1"><rect width="20.1" height="10" style="fill:var(--raised);stroke:var(--line-strong);stroke-width:1px"/></marker></defs>",
      "<g><line x1="0" x2="9" marker-end="url(#shop-end-1)" style="fill:none;stroke:var(--ink-soft);stroke-width:1px;stroke-dasharray:3, 3"/><text style="fill:var(--ink);font-size:14px;text-anchor:middle"><tspan>a &#60; b</tspan></text></g>",
      "</svg>",
    ]
  `);
});

test('the least width keeps the smallest letter readable', () => {
  const small = node('text', { style: { fontSize: '7px' }, children: ['x'] });
  expect(writeDrawing(drawing(label('big')), words)).toContain('min-width:240px');
  expect(writeDrawing(drawing(label('big'), small), words)).toContain('min-width:480px');
});
