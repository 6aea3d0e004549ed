import { expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadGrading } from '#bench/labs/load-grading.ts';
import { observedStates } from '#cli/observe/observed-states.ts';
import { firstSpanIdOf, traceIdsOf } from '#course/evidence-ids.ts';
import { evidenceText } from '#course/evidence-text.ts';
import { judgeSeen } from '#grading/grade.ts';
import { places, readKept } from '../observations.ts';

const states = await observedStates(places);
const grading = {
  'across-the-queue': await loadGrading(places.labs, 'across-the-queue'),
  'split-trace': await loadGrading(places.labs, 'split-trace'),
  'instrument-catalog': await loadGrading(places.labs, 'instrument-catalog'),
  'traceparent-by-hand': await loadGrading(places.labs, 'traceparent-by-hand'),
};

/** What the check says of an answer that was observed on the stack. */
function verdictOf(name: string, lab: keyof typeof grading = 'split-trace') {
  const { checks, findings } = grading[lab];
  const { step, file } = states.find((state) => state.lab === lab && state.name === name)!;
  const { experiment, judge } = checks[step]!;
  const { seen } = readKept(file, experiment!.observation!);
  return fillVerdict(judgeSeen(experiment!, judge!, seen), findings, step);
}

/** The service of the span that the pictures mark. */
function markedIn({ evidence }: ReturnType<typeof verdictOf>): string | undefined {
  const marked = firstSpanIdOf(evidence);
  return evidence.flatMap((fact) =>
    fact.kind === 'span' && fact.spanId === marked ? [fact.service] : [],
  )[0];
}

test('a lost hop is named with the file to open, and its own span is marked', () => {
  const mend = verdictOf('start/mend');
  expect(mend.where).toContain('`internal/storefront/orders_client.go`');
  expect(markedIn(mend)).toBe('orders');
  const hop = verdictOf('mistakes/break/wrong-hop-broken.catalog-only');
  expect(hop.where).toContain('`internal/storefront/catalog_client.go`');
  expect(markedIn(hop)).toBe('catalog');
});

test('a parent in place of a link is told with what became of the link', () => {
  const said = (name: string) => {
    const { observed, next } = verdictOf(name, 'across-the-queue');
    return `${observed.replace(/[0-9a-f]{32}/, 'T')}\n${next}`;
  };
  expect(said('start/link')).toMatchInlineSnapshot(`
    "In trace T, the span of payments-worker has the right link, to the span that sent the message, and a span of orders as its parent besides.
    Keep the link, find out where the span gets its parent, and check again."
  `);
  expect(said('mistakes/link/parent-instead-of-link')).toMatchInlineSnapshot(`
    "In trace T, the span of payments-worker has a span of orders as its parent, and no link to the span that sent the message.
    Ask which of the two, parent or link, the extracted context becomes, and check again."
  `);
});

test('ids in each other’s field are said to be swapped, and a wrong number of headers is not corrected', () => {
  const swapped = verdictOf('mistakes/stop/wrong-trace.swapped', 'across-the-queue');
  expect(swapped.observed).toMatchInlineSnapshot(
    `"The two ids are swapped: what you wrote for the trace of the checkout holds the payment, and what you wrote for the worker’s trace holds the order."`,
  );
  const once = verdictOf('mistakes/stop/wrong-trace.no-worker', 'across-the-queue');
  expect(once.observed.replace(/[0-9a-f]{32}/, 'T')).toMatchInlineSnapshot(
    `"For the worker’s trace you wrote T. The payments-worker has no span or log line in it."`,
  );
  const counted = verdictOf('mistakes/stop/wrong-headers', 'across-the-queue');
  expect(JSON.stringify(counted.evidence)).not.toMatch(/none|no header/);
});

test('a service that was not called has no mark on its healthy neighbours', () => {
  expect(firstSpanIdOf(verdictOf('mistakes/break/call-missing').evidence)).toBeUndefined();
});

test('a step that asks to break asks so in its verdicts too, and the same mistake in the next asks to mend', () => {
  const broken = verdictOf('mistakes/break/client-root.no-context');
  expect(broken.expected).toContain('carries no traceparent');
  expect(broken.next).not.toContain('Follow ctx');
  const mended = verdictOf('mistakes/mend/client-root.no-context');
  expect(mended.expected).toContain('made in the context of the request');
  expect(mended.where).toContain('`internal/storefront/orders_client.go`');
});

test('a pass says what is alike from outside, and whether the call itself is measured', () => {
  expect(verdictOf('alternatives/break/plain-client').observed).toContain('`http.Post` look alike');
  expect(verdictOf('alternatives/break/header-stripped-on-the-way').observed).toContain('nothing below it');
  expect(verdictOf('solution/mend').observed).toContain('the time of the call is measured');
  expect(verdictOf('alternatives/mend/header-injected-by-hand').observed).toContain(
    'nobody measures the call',
  );
});

test.each([
  'start/flush',
  'solution/flush',
  'alternatives/flush/force-flush',
  'mistakes/flush/hangs-at-stop.waits-for-ever',
  'mistakes/flush/no-sdk-shutdown.context-of-the-signal',
  'mistakes/flush/shutdown-before-drain.in-serve',
])('%s: each trace is named once, in plain words, with the file to open', (name) => {
  const { status, evidence, where } = verdictOf(name, 'instrument-catalog');
  const traces = evidence.flatMap((fact) => traceIdsOf([fact]));
  expect(traces.length).toBeGreaterThan(0);
  expect(traces).toEqual([...new Set(traces)]);
  expect(evidence.map((fact) => evidenceText(fact).seen).join('\n')).not.toMatch(/[{}]/);
  if (status === 'fail') expect(where).toContain('`cmd/catalog/main.go`');
});

test('the log line that says why the last spans were not sent stands among the facts', () => {
  const { evidence } = verdictOf(
    'mistakes/flush/no-sdk-shutdown.context-of-the-signal',
    'instrument-catalog',
  );
  expect(evidence.map((fact) => evidenceText(fact).seen)).toContain(
    'ERROR the last spans were not sent error=context canceled',
  );
});

test('a wrong count stands beside what there was to count', () => {
  const of = (name: string) =>
    verdictOf(name, 'traceparent-by-hand').evidence.map((fact) => {
      const { about, seen } = evidenceText(fact);
      return `${about}: ${seen.replaceAll(/[a-z_.]+=\S+ ?/g, '')}`;
    });
  expect(of('mistakes/unsampled/wrong-count.spans')).toMatchInlineSnapshot(`
    [
      "tempo: Asked for this trace, it answered that it has no span of it.",
    ]
  `);
  expect(of('mistakes/unsampled/wrong-count.services')).toMatchInlineSnapshot(`
    [
      "storefront: checkout received (It names your trace, with \`trace_flags\` 00.)",
      "payments-worker: payment received (It names your trace, with \`trace_flags\` 00.)",
    ]
  `);
});
