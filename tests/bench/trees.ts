/**
 * Measures whether drawing a trace takes time in proportion to its spans: the time for twice as many spans against the
 * time for one measure of them. 2 is in proportion, 4 would be the square. Prints a table; judges nothing.
 */
import { buildTree } from '#telemetry/trace/tree.ts';
import { walk } from '#telemetry/trace/walk.ts';
import { axisOf, layOut } from '#trace-view/layout/waterfall-layout.ts';
import { drawTrace } from '#trace-view/view.ts';
import { oddTraces } from '../fixtures/odd-traces.ts';

const SPANS = 20_000;
const shapes = { chain: oddTraces.chain, fan: oddTraces.fan };
const rows: Record<string, Record<string, string>> = {};

for (const [name, make] of Object.entries(shapes)) {
  compare(`${name}: tree and walk`, make, (spans) => walk(buildTree(spans)));
  compare(`${name}: drawTrace`, make, (spans) => drawTrace('T', spans));
  compare(
    `${name}: layOut`,
    (size) => drawTrace('T', make(size)).spans,
    (spans) => layOut(spans, axisOf(spans)),
  );
}
console.table(rows);

function compare<Input>(row: string, make: (size: number) => Input, run: (input: Input) => unknown): void {
  const [once, twice] = [make(SPANS), make(2 * SPANS)];
  const times = { once: [] as number[], twice: [] as number[] };
  // Alternating, so that what else the machine does falls on both; the first turn warms up and does not count.
  for (let turn = 0; turn < 6; turn += 1) {
    for (const [key, input] of [
      ['once', once],
      ['twice', twice],
    ] as const) {
      const began = performance.now();
      run(input);
      if (turn > 0) times[key].push(performance.now() - began);
    }
  }
  const [first, second] = [median(times.once), median(times.twice)];
  rows[row] = {
    [`${SPANS} spans, ms`]: first.toFixed(0),
    [`${2 * SPANS} spans, ms`]: second.toFixed(0),
    ratio: (second / first).toFixed(1),
  };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
