import { describe, expect, test } from 'vitest';
import { axisOf, type LayoutSpan, layOut } from '#trace-view/layout/waterfall-layout.ts';
import { sideBySide } from '#trace-view/text/side-by-side.ts';
import { waterfall } from '#trace-view/text/waterfall.ts';
import { drawTrace } from '#trace-view/view.ts';
import { oddTraces } from '../../fixtures/odd-traces.ts';

describe.each([
  ['chain of 50 000', oddTraces.chain(50_000), 50_000],
  ['fan of 20 000', oddTraces.fan(20_000), 20_001],
  ['circle of 50 000', oddTraces.circle(50_000), 50_000],
  ['list of 200 000 orphans', oddTraces.orphans(200_000), 200_000],
])('a %s', (_name, spans, count) => {
  const drawn = drawTrace(spans[0]!.traceId, spans);

  test('is drawn with every span, and its text has a line for each', () => {
    expect(drawn.spans).toHaveLength(count);
    const lines = drawn.waterfall.split('\n');
    expect(lines).toHaveLength(count + 1);
    expect(Math.max(...new Set(lines.map(({ length }) => length)))).toBeLessThan(200);
  });

  test('is laid out on one axis', () => {
    const places = layOut(drawn.spans, axisOf(drawn.spans));
    expect(places).toHaveLength(count);
    expect(places.every(({ left, width }) => left >= 0 && left + width <= 100.001)).toBe(true);
  });
});

test('two long texts stand beside each other', () => {
  const text = waterfall(oddTraces.orphans(150_000));
  expect(sideBySide(text, text).split('\n')).toHaveLength(150_001);
});

test('below level 24 the level stands in figures, in the room that the indentation had', () => {
  const lines = waterfall(oddTraces.chain(27)).split('\n');
  expect(lines.slice(23).map((line) => line.split('  work')[0])).toEqual([
    `${' '.repeat(42)}└ orders`,
    `${' '.repeat(44)}└ orders`,
    `${' '.repeat(46)}└ orders`,
    `${'level 25 '.padStart(46)}└ orders`,
    `${'level 26 '.padStart(46)}└ orders`,
  ]);
});

describe('the critical path', () => {
  const criticalOf = (spans: LayoutSpan[]) =>
    layOut(spans, axisOf(spans)).flatMap(({ critical }, index) => (critical ? [spans[index]!.spanId] : []));

  test('goes down a chain to its end, and looks at each span a fixed number of times', () => {
    const { spans } = drawTrace('T', oddTraces.chain(20_000));
    let reads = 0;
    const counted = spans.map((span) =>
      Object.defineProperty({ ...span }, 'duration', {
        get: () => {
          reads += 1;
          return span.duration;
        },
      }),
    );
    expect(criticalOf(counted)).toHaveLength(20_000);
    expect(reads).toBeLessThan(10 * spans.length);
  });

  test('takes the first of children that end together, and nothing in a circle', () => {
    const child = (spanId: string) => ({ spanId, parentSpanId: 'a', start: 1, duration: 5, depth: 1 });
    expect(criticalOf([{ spanId: 'a', start: 0, duration: 9, depth: 0 }, child('b'), child('c')])).toEqual([
      'a',
      'b',
    ]);
    expect(criticalOf(drawTrace('T', oddTraces.circle(3)).spans)).toEqual([]);
  });
});
