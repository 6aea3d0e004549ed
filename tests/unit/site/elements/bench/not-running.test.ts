import { expect, it } from 'vitest';
import { troublesOf } from '#site/elements/bench/bench-troubles.ts';
import { notRunning, notRunningWords } from '#site/elements/bench/not-running.ts';
import { statusTexts } from '#site/elements/bench/status-texts.ts';
import { type BenchState, unknownBench } from '#site/elements/server/bench-state.ts';

const edited: BenchState = {
  ...unknownBench,
  ...{ mode: 'bench', connected: true, ready: true },
  parts: [
    { part: 'collector', state: 'ready', since: 0 },
    { part: 'storefront', state: 'ready', since: 0, build: { state: 'stale', errors: [] } },
    { part: 'orders', state: 'ready', since: 0, build: { state: 'current', errors: [] } },
  ],
  running: { lab: 'demo', whole: true, waiting: [{ path: 'config/collector.yaml', state: 'waiting' }] },
};
const titleOf = (lab: string) => lab;

it('programs and files of the setup that are older than what is saved are named, with the button that mends it', () => {
  expect(notRunning(edited, 'demo')).toEqual({ services: ['storefront'], files: ['config/collector.yaml'] });
  expect(statusTexts(edited)).toEqual({
    words: 'Saved, not yet running: storefront and collector.yaml',
    tone: 'busy',
  });
  expect(troublesOf(edited, { lab: 'demo' }, titleOf)).toEqual([
    {
      key: 'not-running',
      words: 'Saved, not yet running: storefront and collector.yaml.',
      mend: { deploy: true },
    },
  ]);
  expect(notRunningWords({ services: ['storefront', 'catalog', 'orders'], files: [] })).toBe(
    'Saved, not yet running: storefront, catalog and orders',
  );
});

it('while the files of another lab run, what was changed of this one does not, but for what runs nowhere', () => {
  const own = [
    { path: 'internal/storefront/orders_client.go', changed: true },
    { path: 'internal/storefront/catalog_client.go', changed: false },
    { path: 'answers.yaml', changed: true },
    { path: 'span.json', changed: true },
  ];
  expect(notRunning(edited, 'other', own)).toEqual({ services: [], files: [own[0]!.path] });
  expect(notRunning(edited, 'other', own.slice(1))).toBeUndefined();
});

it('the files of another lab are older than nothing, and neither is a bench that starts', () => {
  expect(notRunning(edited, 'other')).toBeUndefined();
  expect(notRunning({ ...edited, ready: false }, 'demo')).toBeUndefined();
  expect(notRunning({ ...edited, connected: false }, 'demo')).toBeUndefined();
});

it('what comes and goes with the step is nothing that somebody saved', () => {
  const waiting = [{ path: 'environment-slow-batches.yaml', state: 'step' as const }];
  const moved = { ...edited, parts: [], running: { lab: 'demo', whole: true, waiting } };
  expect(notRunning(moved, 'demo')).toBeUndefined();
  expect(statusTexts(moved)).toEqual({ words: 'Bench ready', tone: 'good' });
  expect(troublesOf(moved, { lab: 'demo' }, titleOf)).toEqual([]);
});

it('a file that its part refuses is trouble and not work to be done', () => {
  const waiting = [{ path: 'collector.yaml', state: 'refused' as const, line: 4, message: 'no exporter' }];
  const refused = { ...edited, parts: [], running: { lab: 'demo', whole: false, waiting } };
  expect(notRunning(refused, 'demo')).toBeUndefined();
  expect(statusTexts(refused)).toEqual({ words: 'collector.yaml is refused', tone: 'trouble' });
  expect(troublesOf(refused, { lab: 'demo' }, titleOf)).toEqual([
    {
      key: 'collector.yaml',
      words: 'collector.yaml line 4 is refused, and what ran before goes on: no exporter',
      mend: { open: { path: 'collector.yaml', line: 4, column: 1 } },
    },
  ]);
});
