import { expect, test } from 'vitest';
import type { Attempt, LabView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import { staticHtml } from '#site/build/static-html.ts';
import { verdictCard } from '#site/elements/checks/verdict-card.ts';

const CLIENT = 'internal/storefront/orders_client.go';
const lab = {
  steps: [{ id: 'baseline' }, { id: 'break' }],
  files: [{ path: CLIENT, version: 'v2', changed: true }],
} as unknown as LabView;
const attempt = (more: Partial<Attempt>, where = `The client in \`${CLIENT}\``): Attempt =>
  ({
    ...{ id: 7, number: 3, lab: 'split-trace', step: 'break', time: 0, duration: 900 },
    verdict: {
      ...{ status: 'fail', title: 'Still joined', observed: 'O', expected: 'E', where },
      evidence: [
        { kind: 'span', service: 'orders', traceId: 'b'.repeat(32), spanId: 's2', note: 'Its root.' },
      ],
    },
    ...more,
  }) as Attempt;
const trace = (id: string, began: number, ...services: string[]): TraceView => ({
  ...{ traceId: id, began, waterfall: '' },
  spans: services.map((service, index) => ({
    ...{ traceId: id, spanId: `${id[0]}${index}`, service, name: service, kind: 'server', depth: index },
    ...{ start: index, duration: 20, status: 'unset', orphan: false, attributes: {} },
  })) as TraceView['spans'],
});
const html = (made: Attempt, traces: TraceView[] = []) =>
  staticHtml(
    verdictCard(made, {
      ...{ lab, places: undefined as never },
      traces: new Map(traces.map((one) => [one.traceId, one])),
    }),
  ).replaceAll(/\s+/g, ' ');

test('a verdict of files that changed since says so, and of which', () => {
  expect(html(attempt({ files: { [CLIENT]: 'v1' } }))).toContain(
    'Since this verdict orders_client.go changed.',
  );
  expect(html(attempt({ files: { [CLIENT]: 'v2' } }))).not.toContain('Before your last change');
  // Attempts of early versions do not tell which files they judged.
  expect(html(attempt({}))).not.toContain('Before your last change');
});

test('a file of the lab that is named without a line has a button too', () => {
  expect(html(attempt({}))).toContain(`>Open ${CLIENT}</button>`);
  expect(html(attempt({}, `${CLIENT}:12:3`))).toContain(`>Open ${CLIENT} at line 12</button>`);
  expect(html(attempt({}, 'internal/web/routes.go'))).not.toContain('data-open');
});

test('two traces of one request are drawn request first on one axis, and rows are counted as drawn', () => {
  const [request, orders] = ['a'.repeat(32), 'b'.repeat(32)];
  const facts = [orders, request].map((traceId) => ({ kind: 'span', service: 'orders', traceId, note: '' }));
  const made = attempt({});
  const both = { ...made, verdict: { ...made.verdict, evidence: facts } } as Attempt;
  const text = html(both, [trace(orders, 1_010, 'orders'), trace(request, 1_000, 'spanwise', 'storefront')]);
  expect(text).toContain('All on one time axis');
  expect(text.indexOf('aaaaaaaa')).toBeLessThan(text.indexOf('bbbbbbbb'));
  expect(text).toContain('1 span, and the one of the check itself');
  // The axis covers 30 ms, and orders begins at 10 of them.
  expect(text).toContain('left:33.33%');
});
