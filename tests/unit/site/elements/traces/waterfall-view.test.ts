import { expect, it } from 'vitest';
import { staticHtml } from '#site/build/static-html.ts';
import { type FigureSpan, type WaterfallOptions, waterfall } from '#site/elements/traces/waterfall-view.ts';

const span = { spanId: 'a', service: 'orders', name: 'POST /orders', start: 0, duration: 70, depth: 0 };

it('names service, operation, kind and length in words', () => {
  const html = draw([{ ...span, kind: 'server' }], { label: 'One' });
  for (const words of ['orders', 'POST /orders', 'server span', '70 ms']) expect(html).toContain(words);
});

it('marks a span with a word, not by colour alone', () => {
  const html = draw([span], { label: 'One', marked: new Map([['a', 'root here']]) });
  expect(html).toMatch(/wf-mark">root here</);
});

it('says error and missing parent in words', () => {
  const html = draw([{ ...span, status: 'error', orphan: true }], { label: 'One' });
  expect(html).toContain('>error<');
  expect(html).toContain('>parent not stored<');
});

it('escapes what a service sent', () => {
  const hostile = { ...span, name: '<img src=x onerror=alert(1)>', attributes: { '<b>': '"><script>' } };
  const html = draw([hostile], { label: '"><i>', details: true });
  expect(html).not.toMatch(/<img|<script|<i>|<b>/);
});

it('writes a text twin that keeps the tree', () => {
  const html = draw([span, { ...span, spanId: 'b', name: 'INSERT orders', depth: 1 }], {
    label: 'One',
  });
  expect(html).toContain('orders  POST /orders');
  expect(html).toContain('  orders  INSERT orders');
});

it('explains pale bars and dashed lines where there are any, and only there', () => {
  const first = { ...span, spanId: 'b', parentSpanId: 'a', duration: 10, depth: 1 };
  const beside = { ...first, spanId: 'd', duration: 5 };
  const late = { ...span, spanId: 'c', parentSpanId: 'a', start: 90, duration: 10, depth: 1 };
  const legend = (...spans: (typeof first)[]) =>
    draw([span, ...spans], { label: 'One' }).match(/Pale|Dashed/g) ?? [];
  expect(legend(first)).toEqual([]);
  expect(legend(first, beside)).toEqual(['Pale']);
  expect(legend(first, late)).toEqual(['Pale', 'Dashed']);
});

it('explains the words about a missing parent in a line that anybody can read, and only where they stand', () => {
  const legend = (more: Partial<FigureSpan>) =>
    draw([{ ...span, ...more }], { label: 'One' }).match(/<p class="wf-legend">.*?<\/p>/)?.[0];
  expect(legend({})).toBeUndefined();
  expect(legend({ outside: true })).toMatch(/“started outside”: the parent is the caller’s span/);
  expect(legend({ orphan: true })).toMatch(
    /“parent not stored”: the span names a parent that nobody recorded/,
  );
});

function draw(spans: readonly FigureSpan[], options: WaterfallOptions): string {
  return staticHtml(waterfall(spans, options));
}
