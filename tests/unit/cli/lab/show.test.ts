import { expect, test } from 'vitest';
import type { BenchView } from '#api/bench-view.ts';
import type { Attempt, LabView } from '#api/lab-view.ts';
import type { SpanView, TraceView } from '#api/trace-view.ts';
import { adviceAfter } from '#cli/lab/advice.ts';
import { chooseFile } from '#cli/lab/choose-file.ts';
import { deployTrouble } from '#cli/lab/show/deploy-texts.ts';
import { drawTrace } from '#cli/lab/show/draw-trace.ts';
import { showMarkdown } from '#cli/lab/show/markdown.ts';
import { notRunningLines } from '#cli/lab/show/not-running.ts';
import { createPaint, wantsColours } from '#cli/lab/show/paint.ts';
import { showAnswers } from '#cli/lab/show/show-answers.ts';
import { showDiff } from '#cli/lab/show/show-diff.ts';
import { showEvidence } from '#cli/lab/show/show-evidence.ts';
import { showLogLine } from '#cli/lab/show/show-log-line.ts';
import { showStatus } from '#cli/lab/show/show-status.ts';
import { showStep } from '#cli/lab/show/show-step.ts';
import { showVerdict, tracesOf } from '#cli/lab/show/show-verdict.ts';
import { widthOf, wrap } from '#cli/lab/show/wrap.ts';
import type { Evidence } from '#course/verdict.ts';
import { sideBySide } from '#trace-view/text/side-by-side.ts';

const plain = createPaint(false);
const colours = createPaint(true);
const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';
const T2 = '5ac1e2a0b7d94d0c8f0a1b2c3d4e5f60';

function span(spanId: string, service: string, name: string, more: Partial<SpanView> = {}): SpanView {
  return {
    traceId: T1,
    spanId,
    service,
    name,
    kind: 'server',
    start: 0,
    duration: 5.8,
    status: 'unset',
    depth: 0,
    orphan: false,
    attributes: {},
    ...more,
  };
}

const first: TraceView = {
  traceId: T1,
  began: 1_000,
  waterfall: '',
  spans: [
    span('a', 'storefront', 'POST /checkout'),
    span('b', 'storefront', 'HTTP GET', { kind: 'client', depth: 1, start: 0.2, duration: 1.3 }),
    span('c', 'catalog', 'GET /books/{id}', { depth: 2, start: 0.4, duration: 0.8, status: 'error' }),
  ],
};
const second: TraceView = {
  traceId: T2,
  began: 1_004,
  waterfall: '',
  spans: [
    span('d', 'orders', 'POST /orders', { duration: 3 }),
    span('e', 'payments-worker', 'process payments', {
      kind: 'consumer',
      start: 2,
      duration: 0.1,
      orphan: true,
    }),
  ],
};

const attempt: Attempt = {
  id: 7,
  number: 3,
  lab: 'split-trace',
  step: 'mend',
  time: 0,
  duration: 1_312,
  verdict: {
    status: 'fail',
    finding: 'still-split',
    title: 'Orders still begins a trace of its own',
    observed:
      'The SERVER span of `orders` is the root of another trace than the one storefront was called with.',
    expected: 'Its parent is a span of storefront, in the trace of the probe.',
    evidence: [
      { kind: 'span', traceId: T2, spanId: 'd', service: 'orders', note: 'Its SERVER span has no parent.' },
      {
        kind: 'span',
        traceId: T1,
        spanId: 'a',
        service: 'storefront',
        note: 'Its SERVER span is in the trace of the probe.',
      },
      { kind: 'span', traceId: '', service: 'orders', note: 'It logged the order under another trace id.' },
    ],
    where: 'What storefront’s client for orders writes into its request.',
  },
};

const lab: LabView = {
  id: 'split-trace',
  title: 'Split a trace, then mend it',
  summary: '',
  minutes: 16,
  runtime: 'local',
  parts: [],
  workspace: '/state/workspaces/split-trace',
  files: [
    { path: 'internal/storefront/orders_client.go', version: '', changed: true },
    { path: 'internal/storefront/catalog_client.go', version: '', changed: false },
  ],
  current: 'mend',
  steps: [
    step('baseline', 'See one checkout as one trace', { passed: true }),
    step('break', 'Take the transport out', { mark: 'solved' }),
    step('mend', 'Join the traces again', { hintsLeft: 2 }),
  ],
  attempts: [attempt],
  copies: [
    {
      id: '1',
      time: 0,
      title: 'before step 2 was solved',
      reason: 'solve',
      files: ['internal/storefront/orders_client.go'],
      folder: '/state/copies/1',
    },
  ],
};

function step(id: string, title: string, more: Partial<LabView['steps'][number]>): LabView['steps'][number] {
  return {
    id,
    title,
    minutes: 4,
    text: '',
    edits: true,
    answers: [],
    commands: [],
    passed: false,
    hints: [],
    hintsLeft: 0,
    alike: false,
    ...more,
  };
}

const bench: BenchView = {
  ready: true,
  runtime: {
    name: 'kind',
    choices: [
      { name: 'local', where: 'this machine' },
      { name: 'kind', where: 'the kind cluster “spanwise”' },
    ],
  },
  parts: [
    { part: 'tempo', state: 'dead', reason: 'signal SIGKILL', since: 0 },
    {
      part: 'storefront',
      state: 'ready',
      since: 0,
      build: { state: 'failed', errors: [{ file: 'a.go', line: 31, column: 2, message: 'undefined: x' }] },
    },
    { part: 'orders', state: 'ready', since: 0, build: { state: 'stale', errors: [] } },
  ],
  check: { run: 1, lab: 'split-trace', step: 'mend', state: 'running', phase: 'Sending a probe' },
};

test('a verdict is the page’s card as text, with the traces it rests on', () => {
  expect(
    showVerdict(attempt, { lab, paint: plain, width: 100, traces: [second, first] }),
  ).toMatchInlineSnapshot(`
    "◐ Not yet  step 3 (mend)
    Orders still begins a trace of its own

    Observed       The SERVER span of orders is the root of another trace than the one storefront was
                   called with.
    Expected       Its parent is a span of storefront, in the trace of the probe.

    trace 4bf92f3577b34da6a3ce929d0e0e4736
      storefront POST /checkout [server]   |======================================        | 5.8 ms root
      └ storefront HTTP GET [client]       | =========                                    | 1.3 ms
        └ catalog GET /books/{id} [server] |  =====                                       | 800 µs error

    trace 5ac1e2a0b7d94d0c8f0a1b2c3d4e5f60
    → orders POST /orders [server]                  |              ===========|   3 ms root
      ? payments-worker process payments [consumer] |                     =   | 100 µs parent not stored

    Where to look  What storefront’s client for orders writes into its request.

    Evidence
      orders: Its SERVER span has no parent. (trace 5ac1e2a0)
      storefront: Its SERVER span is in the trace of the probe. (trace 4bf92f35)
      orders: It logged the order under another trace id.

    ◐ Not yet  attempt 3, graded in 1.3 s"
  `);
  expect(tracesOf(attempt, 2)).toEqual([T2, T1]);
});

test('evidence of every kind in words', () => {
  const facts: Evidence[] = [
    { kind: 'log', service: 'orders', time: 1000, line: '{"msg":"a\x1b[2J*b*"}', field: 'msg', traceId: T1 },
    { kind: 'log', service: 'orders', line: 'panic: boom' },
    {
      kind: 'metric',
      series: 'requests_total',
      labels: { job: 'x' },
      value: '12',
      exemplar: { traceId: T2 },
    },
    { kind: 'metric', series: 'up', value: '0', note: 'Prometheus cannot reach `catalog`.' },
    { kind: 'config', file: 'collector.yaml', line: 12, path: 'exporters', note: 'It has no exporter.' },
    { kind: 'backend', name: 'jaeger', note: 'It holds no span of this trace.' },
  ];
  const shown = facts.map((fact) => showEvidence(fact, plain).replace(/^\d\d:\d\d:\d\d/, 'HH:MM:SS'));
  expect(shown.join('\n')).toMatchInlineSnapshot(`
    "HH:MM:SS orders: {"msg":"a·[2J*b*"} (trace 4bf92f35)
    orders: panic: boom
    requests_total{job="x"}: 12 (trace 5ac1e2a0)
    up: 0: Prometheus cannot reach catalog.
    collector.yaml:12 (exporters): It has no exporter.
    jaeger: It holds no span of this trace."
  `);
});

test('a verdict in colours says the same', () => {
  const [plainly, colourfully] = [plain, colours].map((paint) =>
    showVerdict(attempt, { lab, paint, width: 72, traces: [second] }),
  ) as [string, string];
  expect(colourfully).toContain('\x1b[');
  expect(colourfully.replaceAll(/\x1b\[\d+m/g, '')).toBe(plainly);
});

test('advice after each outcome', () => {
  const after = (status: Attempt['verdict']['status']) =>
    adviceAfter({ ...attempt, verdict: { ...attempt.verdict, status } }, lab);
  expect([after('pass'), after('fail'), after('inconclusive'), after('broken')]).toMatchInlineSnapshot(`
    [
      "lab next shows what comes next.",
      "lab hint gives a hint (2 left), lab diff shows what you changed.",
      "lab check tries again.",
      "lab status shows which part is not well, lab restart starts it again.",
    ]
  `);
});

test('a setup that comes or goes with the step is no file that was saved', () => {
  const waiting = [
    { path: 'environment-slow-batches.yaml', state: 'step' as const },
    { path: 'environment.yaml', state: 'waiting' as const },
  ];
  const moved = { ...bench, parts: [], running: { lab: lab.id, whole: true, waiting } };
  expect(notRunningLines(moved, lab.id)).toEqual([
    'Saved, not yet running: environment.yaml. lab apply applies it.',
  ]);
});

test('where the learner is, and what is not well with the bench', () => {
  expect(showStatus(lab, bench, { paint: plain, width: 72 })).toMatchInlineSnapshot(`
    "Split a trace, then mend it

      1 baseline  See one checkout as one trace  ✓ passed
      2 break     Take the transport out  solved
    ▸ 3 mend      Join the traces again
                  ◐ Not yet: Orders still begins a trace of its own

    The bench is ready, but not all of it is well:
      tempo is dead: signal SIGKILL
      storefront does not build: a.go:31: undefined: x
    Saved, not yet running: orders. lab apply builds it.
    It runs on the kind cluster “spanwise”.
    Step 3 (mend) is being checked: Sending a probe.

    Changed since the start of this step:
      internal/storefront/orders_client.go
    Kept copy: before step 2 was solved. lab undo brings it back.
    Files are in /state/workspaces/split-trace"
  `);
  const calm = { ...bench, parts: [], check: undefined };
  const untouched = { ...lab, files: [], copies: [], attempts: [] };
  expect(
    showStatus(
      untouched,
      { ...calm, ready: false, reason: 'tempo is building' },
      { paint: plain, width: 72 },
    ),
  ).toMatchInlineSnapshot(`
    "Split a trace, then mend it

      1 baseline  See one checkout as one trace  ✓ passed
      2 break     Take the transport out  solved
    ▸ 3 mend      Join the traces again

    The bench is not ready: tempo is building
    It runs on the kind cluster “spanwise”.

    Nothing is changed since the start of this step.
    Files are in /state/workspaces/split-trace"
  `);
});

test('with every step passed no step is pointed at', () => {
  const steps = lab.steps.map((step) => ({ ...step, passed: true }));
  expect(showStatus({ ...lab, steps }, bench, { paint: plain, width: 72 })).not.toContain('▸');
});

test('no line of the status is wider than the terminal, but a path that is', () => {
  const folder = `/home/somebody/${'deep/'.repeat(12)}split-trace`;
  const lines = showStatus({ ...lab, workspace: folder }, bench, { paint: plain, width: 60 }).split('\n');
  expect(lines.filter((text) => widthOf(text) > 60)).toEqual([`  ${folder}`]);
});

test('a trace uses the width there is', () => {
  expect(drawTrace(first, { paint: plain, width: 100 })).toMatchInlineSnapshot(`
    "trace 4bf92f3577b34da6a3ce929d0e0e4736
    storefront POST /checkout [server]   |================================================| 5.8 ms root
    └ storefront HTTP GET [client]       | ===========                                    | 1.3 ms
      └ catalog GET /books/{id} [server] |   =======                                      | 800 µs error"
  `);
  expect(drawTrace(second, { paint: plain, width: 64, here: 'd' })).toMatchInlineSnapshot(`
    "trace 5ac1e2a0b7d94d0c8f0a1b2c3d4e5f60
    → orders POST /orders [server]             |============|   3 ms
        root
      ? payments-worker process pa… [consumer] |        =   | 100 µs
          parent not stored"
  `);
  // In the page's terminals: the marks of the one row leave the names whole in all.
  expect(drawTrace(second, { paint: plain, width: 78 })).toMatchInlineSnapshot(`
    "trace 5ac1e2a0b7d94d0c8f0a1b2c3d4e5f60
    orders POST /orders [server]                  |=======================|   3 ms
        root
    ? payments-worker process payments [consumer] |               =       | 100 µs
          parent not stored"
  `);
  for (const width of [60, 80, 120, 200]) {
    const lines = drawTrace(first, { paint: colours, width }).split('\n').slice(1);
    expect(Math.max(...lines.map(widthOf)), `at ${width}`).toBeLessThanOrEqual(Math.max(width, 75));
  }
  expect(drawTrace({ traceId: T1, began: 0, spans: [], waterfall: '' }, { paint: plain, width: 80 })).toBe(
    `trace ${T1}\nno spans`,
  );
});

test.each([
  ['plain', 5],
  ['\x1b[31mred\x1b[39m', 3],
  ['bücher – 3 €', 12],
  ['e\u0301', 1],
  ['本棚', 4],
  ['ｏｋ', 4],
  ['✓ ◐ → │', 7],
  ['📚 shop', 7],
  ['👩‍💻', 2],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test('wide characters do not break a line later than narrow ones', () => {
  expect(wrap('本棚 本棚 本棚', 9)).toBe('本棚 本棚\n本棚');
});

test('two traces stand beside each other, their colours not counted', () => {
  const beside = (paint: typeof plain) => {
    const [left, right] = [first, second].map((one) => drawTrace(one, { paint, width: 70 })) as [
      string,
      string,
    ];
    return sideBySide(left, right, widthOf);
  };
  expect(beside(colours).replaceAll(/\x1b\[\d+m/g, '')).toBe(beside(plain));
  expect(beside(plain)).toMatchInlineSnapshot(`
    "trace 4bf92f3577b34da6a3ce929d0e0e4736                                  │  trace 5ac1e2a0b7d94d0c8f0a1b2c3d4e5f60
    storefront POST /checkout [server]   |==================| 5.8 ms root   │  orders POST /orders [server]                  |===============|   3 ms
    └ storefront HTTP GET [client]       |====              | 1.3 ms        │      root
      └ catalog GET /books/{id} [server] | ==               | 800 µs error  │  ? payments-worker process payments [consumer] |          =    | 100 µs
                                                                            │        parent not stored"
  `);
});

test('names that services chose cannot move the cursor', () => {
  const nasty: TraceView = { ...first, spans: [span('a', 'x\x1b[2Jy', 'a\rb\u009b31m')] };
  expect(drawTrace(nasty, { paint: plain, width: 80 })).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  expect(showLogLine(0, '{"msg":"a\\u001b[2Jb","x":"\\r"}', plain)).not.toMatch(/[\x00-\x1f]/);
  expect(showLogLine(0, 'raw \x1b]0;title\x07', plain)).not.toMatch(/[\x00-\x1f]/);
});

test('lines of a log', () => {
  const lines = [
    `{"time":"2026-11-24T10:00:00Z","level":"ERROR","msg":"payment declined","service":"orders","trace_id":"${T1}","span_id":"a","bookstore.order.id":"o-1"}`,
    'plain words of Tempo',
    '{"level":"INFO","msg":"listening"}',
    '{broken',
    '{"level":"info","ts":"2026-11-30T23:05:14.485Z","caller":"otlpreceiver@v0.159.0/otlp.go:175","msg":"Starting HTTP server","resource":{"service.name":"otelcol-spanwise"},"otelcol.component.id":"otlp","endpoint":"127.0.0.1:22964"}',
    `{"msg":"Starting health_check extension","config":{"Path":"${'/'.repeat(2000)}"}}`,
  ];
  const shown = lines.map((line) => showLogLine(0, line, plain).replace(/^\d\d:\d\d:\d\d/, 'HH:MM:SS'));
  expect(shown.join('\n')).toMatchInlineSnapshot(`
    "HH:MM:SS.000 error payment declined trace_id=4bf92f3577b34da6a3ce929d0e0e4736 bookstore.order.id=o-1
    HH:MM:SS.000 plain words of Tempo
    HH:MM:SS.000 info  listening
    HH:MM:SS.000 {broken
    HH:MM:SS.000 info  Starting HTTP server otelcol.component.id=otlp endpoint=127.0.0.1:22964
    HH:MM:SS.000 Starting health_check extension config={"Path":"//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////…"
  `);
});

test('a diff that git apply and patch understand', () => {
  const changes = [
    { path: 'internal/a.go', change: 'replaced', diff: '@@ -1,2 +1,2 @@\n package a\n-old\n+new\n' },
    { path: 'internal/b.go', change: 'created', diff: '@@ -0,0 +1 @@\n+package b\n' },
    { path: 'logo.png', change: 'removed' },
  ] as const;
  expect(showDiff(changes, plain)).toMatchInlineSnapshot(`
    "--- a/internal/a.go
    +++ b/internal/a.go
    @@ -1,2 +1,2 @@
     package a
    -old
    +new
    --- /dev/null
    +++ b/internal/b.go
    @@ -0,0 +1 @@
    +package b
    --- a/logo.png
    +++ /dev/null
    (not shown)"
  `);
});

test('what stands between an edit and a running service', () => {
  const errors = [{ file: 'internal/a.go', line: 31, column: 2, message: 'undefined: x' }];
  const shown = [
    deployTrouble({ status: 'does-not-build', service: 'storefront', errors }, plain),
    deployTrouble({ status: 'does-not-start', service: 'orders', lastLines: ['panic: no'] }, plain),
    deployTrouble({ status: 'broken', service: 'orders', reason: 'postgres is down' }, plain),
    deployTrouble(
      {
        ...{ status: 'does-not-configure', part: 'collector', file: 'collector/collector.yaml', line: 19 },
        message: 'must have at least one exporter',
      },
      plain,
    ),
    deployTrouble({ status: 'ok', restarted: [] }, plain),
  ];
  expect(shown).toMatchInlineSnapshot(`
    [
      {
        "exit": 1,
        "text": "storefront does not build.
      internal/a.go:31:2 undefined: x",
      },
      {
        "exit": 1,
        "text": "orders does not start:
      panic: no",
      },
      {
        "exit": 3,
        "text": "Bench trouble: postgres is down",
      },
      {
        "exit": 1,
        "text": "collector does not take its configuration.
      collector/collector.yaml:19 must have at least one exporter",
      },
      undefined,
    ]
  `);
});

test('a step’s text with lists, code and emphasis', () => {
  const text = [
    'Open `orders_client.go`. The client’s *transport* is what writes **traceparent** into each request to orders, see',
    '[the chapter](/chapters/04/).',
    '',
    '- one thing that is so long that it has to be broken at the end of the line, and goes on below itself',
    '- another',
    '',
    '```go',
    'a := b',
    '```',
    '',
    'The end.',
  ].join('\n');
  expect(showMarkdown(text, plain, 60)).toMatchInlineSnapshot(`
    "Open orders_client.go. The client’s transport is what writes
    traceparent into each request to orders, see the chapter
    (/chapters/04/).

      - one thing that is so long that it has to be broken at
        the end of the line, and goes on below itself
      - another

        a := b

    The end."
  `);
  const whole = step('break', 'Take `it` out', {
    text,
    commands: [{ id: 'x', title: 'Send a checkout', run: 'curl "$STOREFRONT_URL"\n' }],
  });
  expect(showStep({ ...lab, steps: [whole] }, whole, { paint: plain, width: 80 })).toMatch(
    /^1 break: Take it out {2}about 4 min\n\nOpen .*# Send a checkout\n {2}curl "\$STOREFRONT_URL"$/s,
  );
});

test('a file is named by its path from here, from the workspace, or by its end', () => {
  const choose = (wanted: string, cwd = '/state/workspaces/split-trace') => chooseFile(lab, wanted, cwd);
  const path = 'internal/storefront/orders_client.go';
  expect(choose(path)).toEqual({ ok: true, path });
  expect(choose(path, '/')).toEqual({ ok: true, path });
  expect(choose('orders_client.go', '/')).toEqual({ ok: true, path });
  expect(choose('../storefront/orders_client.go', '/state/workspaces/split-trace/internal/x')).toEqual({
    ok: true,
    path,
  });
  expect(choose('order_client.go')).toMatchInlineSnapshot(`
    {
      "exit": 64,
      "ok": false,
      "problem": {
        "next": "Did you mean orders_client.go? Its files are internal/storefront/orders_client.go, internal/storefront/catalog_client.go.",
        "title": "The lab has no file “order_client.go”.",
      },
    }
  `);
});

test('lines are broken between words, colours not counted', () => {
  expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
  expect(wrap(`${colours.red('one')} two`, 7)).toBe(`${colours.red('one')} two`);
  expect(wrap('  one  two three', 11, '    ')).toBe('  one  two\n    three');
  expect(wrap('averylongwordthatdoesnotfit', 5)).toBe('averylongwordthatdoesnotfit');
});

test.for([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ TERM: 'dumb' }, true, false],
] as const)('colours with %j, terminal %s: %s', ([env, terminal, wanted]) => {
  expect(wantsColours(env, terminal)).toBe(wanted);
});

test('the help of a question is Markdown', () => {
  const help = 'In milliseconds; `0.8 s` is read as well';
  const asks = step('own-time', '', { answers: [{ id: 'wait', kind: 'number', label: 'Own time', help }] });
  expect(showAnswers(asks, { typed: {}, remarks: {} }, { paint: plain, width: 80 })).toMatchInlineSnapshot(`
    "The questions of step own-time

      wait  Own time
            In milliseconds; 0.8 s is read as well
            not answered yet"
  `);
});
