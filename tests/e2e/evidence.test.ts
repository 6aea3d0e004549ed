import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Evidence } from '#course/verdict.ts';
import { violations } from './accessibility.ts';
import { openPage } from './browser.ts';
import { builtPages } from './built-pages.ts';
import { learner } from './learner.ts';
import { attemptOf, type ScriptedBench, scriptBench } from './scripted-bench.ts';

const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';
const pages = builtPages();
let page: Page;
let bench: ScriptedBench;
let me: ReturnType<typeof learner>;

beforeAll(async () => {
  ({ page } = await openPage(pages.browser));
  bench = await scriptBench(page);
  me = learner(page);
  await page.goto(`${pages.site.origin}/chapters/instrument/#step-split-trace-baseline`);
  await me.ready(10_000);
  const first = attemptOf(1, 'break', 'fail', 'Of every kind');
  bench.view.attempts = [{ ...first, verdict: { ...first.verdict, evidence: everyKind() } }];
  bench.send({ type: 'lab', lab: 'split-trace' });
});
test.each(['light', 'dark'] as const)('evidence of every kind can be read in %s colours', async (theme) => {
  await me.tab('Checks');
  await me.theme(theme);
  const facts = me.card.locator('.evidence li');
  expect(
    await facts.evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['kind'])),
  ).toEqual(['span', 'log', 'metric', 'config', 'backend']);
  expect(await violations(page, '.verdict')).toEqual([]);
});

test('a log line leads to the Logs tab, though its service was filtered out there', async () => {
  bench.send({ type: 'log', part: 'orders', time: Date.now(), text: '{"msg":"order placed"}' });
  bench.send({ type: 'log', part: 'orders', time: Date.now(), text: '{"msg":"something else"}' });
  await me.tab('Logs');
  await me.bench.locator('.log-parts [data-part="orders"]').click();
  await me.tab('Checks');
  await me.card.getByRole('button', { name: 'its log' }).click();
  await me.bench.locator('.log-line', { hasText: 'order placed' }).waitFor();
  expect(await me.bench.locator('.log-line').count()).toBe(1);
});

test('a place in a file opens there', async () => {
  const [path = ''] = bench.files.keys();
  await me.tab('Checks');
  await me.card.getByRole('button', { name: `${path}:1:1` }).click();
  await me.bench.locator('lab-files:not([hidden]) .cm-content').waitFor();
  expect(await me.bench.locator(`[data-path="${path}"]`).getAttribute('aria-current')).toBe('true');
});

function everyKind(): Evidence[] {
  const [file = ''] = bench.files.keys();
  return [
    { kind: 'span', service: 'orders', traceId: T1, note: 'Its `SERVER` span has no parent.' },
    {
      kind: 'log',
      service: 'orders',
      time: 1000,
      line: '{"msg":"order placed"}',
      field: 'msg',
      note: 'Once.',
    },
    { kind: 'metric', series: 'requests_total', labels: { job: 'x' }, value: '12', note: 'Since the start.' },
    { kind: 'config', file, line: 1, column: 1, note: 'undefined: x' },
    { kind: 'backend', name: 'jaeger', note: 'It holds no span of this trace.' },
  ];
}
