import { html } from 'lit-html';
import { expect, it } from 'vitest';
import type { Evidence } from '#course/verdict.ts';
import { staticHtml } from '#site/build/static-html.ts';
import { evidenceView } from '#site/elements/checks/evidence-view.ts';

const T1 = '4bf92f3577b34da6a3ce929d0e0e4736';

it('shows a span with its service and its trace', () => {
  const fact = {
    kind: 'span',
    service: 'orders',
    traceId: T1,
    note: 'Its `SERVER` span has no parent.',
  } as const;
  expect(draw(fact)).toMatchInlineSnapshot(
    `"<ul class="evidence"><li data-kind="span" data-service="orders"><p><span class="service"><b>orders</b></span> Its <code>SERVER</code> span has no parent. <button>copy 4bf92f35</button></p></li></ul>"`,
  );
  expect(draw({ ...fact, traceId: '' })).not.toContain('copy');
});

it('shows a log line with its service and its time, and leads to the Logs tab', () => {
  const line = '{"level":"INFO","msg":"order placed"}';
  const fact = { kind: 'log', service: 'orders', line } as const;
  expect(
    draw({ ...fact, time: 1000, field: 'trace_id', note: 'It names no trace.' }).replace(
      />[^<]+<\/time>/,
      '>HH:MM:SS</time>',
    ),
  ).toMatchInlineSnapshot(
    `"<ul class="evidence"><li data-kind="log" data-service="orders"><p><span class="service"><b>orders</b></span> <time datetime="1970-01-01T00:00:01.000Z">HH:MM:SS</time> <code class="evidence-line">order placed</code> <span class="evidence-field">field <code>trace_id</code></span> It names no trace. <button type="button" class="trace-id" data-logs="order placed" data-part="orders" title="Show this line in the Logs tab">its log</button></p></li></ul>"`,
  );
  expect(draw({ ...fact, traceId: T1 })).toContain(`data-logs="${T1}" data-part="orders"`);
});

it('does not show a line twice that its note quotes', () => {
  const note = 'Its log line “order placed” has no trace_id.';
  expect(draw({ kind: 'log', service: 'orders', line: 'order placed', note })).not.toContain('<code');
});

it('shows a metric with its labels and its value', () => {
  const labels = { route: 'POST /checkout' };
  expect(
    draw({ kind: 'metric', series: 'requests_total', labels, value: '12', exemplar: { traceId: T1 } }),
  ).toMatchInlineSnapshot(
    `"<ul class="evidence"><li data-kind="metric"><p><code class="evidence-about">requests_total{route=&#34;POST /checkout&#34;}</code> <b class="evidence-value">12</b> <button>copy 4bf92f35</button></p></li></ul>"`,
  );
});

it('sets dots in tens and says how many follow each other', () => {
  const note = `${'●'.repeat(12)}${'·'.repeat(3)} ${'·'.repeat(6)}`;
  const shown = draw({ kind: 'metric', series: 'recorded', value: '12 of 21', note });
  expect(shown).toContain('role="img" aria-label="Dots in order: 12 filled, 9 empty"');
  expect(shown.match(/<span>(?:<i>.<\/i>){10}<\/span>/g)).toHaveLength(2);
  expect(draw({ kind: 'metric', series: 'recorded', value: '1', note: 'one · two' })).not.toContain('<i>');
});

it('leads to a place in a file, at its line or at its beginning', () => {
  const fact = { kind: 'config', file: 'collector.yaml', note: 'It has no exporter.' } as const;
  expect(draw({ ...fact, line: 12, column: 3, path: 'service.pipelines' })).toMatchInlineSnapshot(
    `"<ul class="evidence"><li data-kind="config"><p><button type="button" class="evidence-place" data-open="collector.yaml" data-line="12" data-column="3" title="Open this file">collector.yaml:12:3 (service.pipelines)</button> It has no exporter.</p></li></ul>"`,
  );
  expect(draw(fact)).toContain('data-open="collector.yaml" data-line="1" data-column="1"');
});

it('shows a message with its headers as they were written', () => {
  const fact = { kind: 'message', queue: 'payments', messageId: 'm-1' } as const;
  const headers = [{ name: 'x-attempt', type: 'integer', value: '*3*' }];
  expect(
    draw({ ...fact, headers, redelivered: true, traceId: T1, note: 'It names `no` trace.' }),
  ).toMatchInlineSnapshot(
    `"<ul class="evidence"><li data-kind="message"><p><b class="evidence-about">message in payments</b>, delivered again <code class="evidence-line">x-attempt (integer): *3*</code>  It names <code>no</code> trace. <button>copy 4bf92f35</button></p></li></ul>"`,
  );
  expect(draw({ ...fact, headers: [] })).toContain('without headers');
});

it('shows a backend by its name', () => {
  expect(
    draw({ kind: 'backend', name: 'jaeger', note: 'It holds no span of this trace.' }),
  ).toMatchInlineSnapshot(
    `"<ul class="evidence"><li data-kind="backend"><p><b class="evidence-about">jaeger</b> It holds no span of this trace.</p></li></ul>"`,
  );
});

it('escapes what a service or a store sent', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const all: Evidence[] = [
    { kind: 'log', service: hostile, line: hostile },
    { kind: 'metric', series: hostile, labels: { a: hostile }, value: hostile },
    { kind: 'config', file: hostile, path: hostile, note: hostile },
    { kind: 'backend', name: hostile, note: hostile },
  ];
  for (const fact of all) expect(draw(fact)).not.toContain('<img');
});

function draw(fact: Evidence): string {
  return staticHtml(evidenceView([fact], (id) => html`<button>copy ${id.slice(0, 8)}</button>`));
}
