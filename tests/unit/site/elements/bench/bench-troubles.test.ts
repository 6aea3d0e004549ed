import { expect, it } from 'vitest';
import type { PartView } from '#api/events.ts';
import { compileErrorsOf, troublesOf as troublesOfLab } from '#site/elements/bench/bench-troubles.ts';
import { type BenchState, unknownBench } from '#site/elements/server/bench-state.ts';

const bench = (parts: Partial<PartView>[], more: Partial<BenchState> = {}): BenchState => ({
  ...unknownBench,
  mode: 'bench',
  connected: true,
  ready: true,
  parts: parts.map((part) => ({ part: 'orders', state: 'ready', since: 0, ...part })),
  ...more,
});

const titles: Record<string, string> = { other: 'Another lab' };
const troublesOf = (state: BenchState, needs: string[] = []) =>
  troublesOfLab(state, { lab: 'demo', needs }, (lab) => titles[lab] ?? lab);

it('names what is down and what does not compile, each with what mends it', () => {
  const errors = [
    { file: 'internal/storefront/orders_client.go', line: 31, column: 2, message: 'undefined: x' },
    { file: 'internal/storefront/routes.go', line: 4, column: 1, message: 'unused' },
  ];
  expect(
    troublesOf(
      bench([
        { part: 'tempo', state: 'ready' },
        { part: 'collector', state: 'dead', reason: 'ended by SIGKILL' },
        { part: 'rabbitmq', state: 'failed', reason: 'x'.repeat(200) },
        { part: 'catalog', state: 'stopped' },
        // It does not run because it does not compile: that is the one thing to say.
        { part: 'storefront', state: 'failed', reason: 'no program', build: { state: 'failed', errors } },
        { part: 'orders', state: 'starting', build: { state: 'building', errors: [] } },
      ]),
    ),
  ).toMatchInlineSnapshot(`
    [
      {
        "key": "collector",
        "mend": {
          "restart": "collector",
        },
        "words": "The Collector is down: ended by SIGKILL",
      },
      {
        "key": "rabbitmq",
        "mend": {
          "restart": "rabbitmq",
        },
        "words": "RabbitMQ is down: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
      },
      {
        "key": "catalog",
        "mend": {
          "restart": "catalog",
        },
        "words": "catalog is down.",
      },
      {
        "key": "storefront",
        "mend": {
          "open": {
            "column": 2,
            "line": 31,
            "path": "internal/storefront/orders_client.go",
          },
        },
        "words": "storefront did not compile: orders_client.go line 31, and 1 more",
      },
    ]
  `);
});

it('says why the bench did not start, and nothing while it starts or the server is away', () => {
  const dead = [{ part: 'tempo', state: 'dead' as const }];
  const phase = { id: 'tempo', title: 'Build Tempo', elapsed: 1 };
  const failed = {
    ready: false,
    reason: 'no room on the disk',
    phases: [{ ...phase, state: 'failed' as const }],
  };
  expect(troublesOf(bench(dead, failed))).toEqual([
    { key: 'up', words: 'The bench stopped at “Build Tempo”: no room on the disk', mend: { up: true } },
  ]);
  expect(troublesOf(bench(dead, { ready: false, phases: [{ ...phase, state: 'running' }] }))).toEqual([]);
  expect(troublesOf(bench(dead, { connected: false }))).toEqual([]);
  expect(troublesOf(bench(dead, { mode: 'static' }))).toEqual([]);
});

it('says that the services are of another lab, and leaves out what that one’s files do not compile to', () => {
  const errors = [{ file: 'a.go', line: 1, column: 1, message: 'no' }];
  const parts = [{ build: { state: 'failed' as const, errors } }, { part: 'tempo', state: 'dead' as const }];
  const ofOther = bench(parts, { running: { lab: 'other', whole: false } });
  expect(troublesOf(ofOther)).toMatchInlineSnapshot(`
    [
      {
        "key": "other-lab",
        "mend": {
          "deploy": true,
        },
        "words": "The services run the files of “Another lab”. A check builds them from this lab’s.",
      },
      {
        "key": "tempo",
        "mend": {
          "restart": "tempo",
        },
        "words": "Tempo is down.",
      },
    ]
  `);
  expect(compileErrorsOf(ofOther, 'demo')).toEqual([]);
  expect(compileErrorsOf(ofOther, 'other')).toEqual(errors);
  const own = bench(parts, { running: { lab: 'demo', whole: false } });
  expect(troublesOf(own).map(({ key }) => key)).toEqual(['orders', 'tempo']);
  expect(compileErrorsOf(own, 'demo')).toEqual(errors);
});

it('says what the lab needs and is on its way, how far it is, and nothing of what other labs need', () => {
  const title = 'Build Loki';
  const phases = [{ id: 'build-loki', title, state: 'running', elapsed: 12_000, usual: 300_000 }] as const;
  const state = bench([{ part: 'loki', state: 'building' }], { phases: [...phases] });
  expect(troublesOf(state, ['loki', 'jaeger']).map(({ words }) => words)).toMatchInlineSnapshot(`
    [
      "This lab needs Loki: Build Loki, 12 s of about 5 min 0 s.",
      "This lab needs Jaeger: it is built and started as soon as its turn comes.",
    ]
  `);
  expect(troublesOf(state)).toEqual([]);
  expect(troublesOf(bench([{ part: 'loki', state: 'ready' }]), ['loki'])).toEqual([]);
});
