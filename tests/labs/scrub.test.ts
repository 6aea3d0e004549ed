import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fillVerdict } from '#bench/checks/fill-verdict.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import { loadLab } from '#course/load/load-lab.ts';
import { setupAt } from '#course/setup-of.ts';
import type { Canary } from '#grading/experiments/leaks/canary.ts';
import { formsIn } from '#grading/experiments/leaks/scan/form-in.ts';
import type { LeaksSeen } from '#grading/experiments/leaks/seen.ts';
import type { Span } from '#telemetry/trace/span.ts';
import { judges } from '../../labs/scrub/checks.ts';
import { shopTexts } from '../../labs/scrub/findings/shop-texts.ts';
import { idOf, masking, seenOf, type Way } from './leaking-shop.ts';

const findings = await loadFindings(resolve(import.meta.dirname, '../../labs'), 'scrub');
const both = (way: NonNullable<Way['tempo']>): Way => ({ tempo: way, jaeger: way });
const clean = both(masking());
const quietLine: Way['line'] = (line) => {
  const { email: _, reason: __, ...fields } = line.fields ?? {};
  return { ...line, text: JSON.stringify(fields), fields };
};

/** What is said of what was seen; no value of a customer may be in it, and no place of a text without its value. */
function verdict(step: keyof typeof judges, seen: LeaksSeen) {
  const judgement = judges[step](seen);
  const said = fillVerdict(judgement, findings, step);
  const text = JSON.stringify(said);
  for (const { canary } of seen.probes)
    expect(formsIn(text, canary).filter(({ form }) => !form.startsWith('hash-'))).toEqual([]);
  expect(text.replaceAll('/books/{id}', '')).not.toMatch(/\{\w+\}/);
  return said;
}

const findingOf = (step: keyof typeof judges, way: Way, more: Partial<LeaksSeen> = {}) => {
  const { status, finding } = verdict(step, seenOf(way, more));
  return finding ?? status;
};

/** A change to the span with this short name, of every checkout. */
const on =
  (name: string, change: (span: Span) => Span[]): NonNullable<Way['tempo']> =>
  (span, canary) =>
    masking()(span, canary).flatMap((one) => (one.spanId === idOf(name) ? change(one) : [one]));

describe('stores', () => {
  test('the start leaks, and the first place is named with what else leaks', () => {
    const { finding, observed } = verdict('stores', seenOf({}));
    expect(finding).toBe('still-in-attribute');
    expect(observed).toMatchInlineSnapshot(
      `"Tempo: “POST /checkout” of storefront has the e-mail address in enduser.email, as it was sent. This is checkout A, declined, with a card of 16 digits. Values are also in: payment.card.number, url.full, db.query.text, the span name, exception.message, the status message."`,
    );
  });

  test('everything masked in both stores passes', () => {
    expect(findingOf('stores', clean)).toBe('pass');
  });

  test.each([
    ['still-in-attribute', masking('url.full')],
    ['still-in-attribute', masking('db.query.text')],
    ['still-in-span-name', masking('name')],
    ['still-in-status', masking('status')],
    ['still-in-event', masking('event')],
    ['still-in-event', masking('event', 'status')],
    ['still-in-span-name', masking('name', 'event', 'status')],
  ])('%s', (finding, way) => {
    expect(findingOf('stores', both(way))).toBe(finding);
  });

  test.each([
    [
      'its own file comes first where the step has one for the Collector',
      seenOf(both(masking('name'))),
      'What changes names, and for which spans it is run, in `collector/collector.yaml`, or the code of storefront that names the span',
    ],
    [
      '',
      seenOf({}),
      'The rule that should meet enduser.email or its value in `collector/collector.yaml`, or the code of storefront that writes enduser.email',
    ],
  ])('where to look: %s', (_, seen, where) => {
    expect(verdict('stores', seen).where).toBe(where);
  });

  test('one store is clean and the other is not', () => {
    expect(findingOf('stores', { tempo: masking() })).toBe('scrubbed-only-one-exporter');
    expect(findingOf('stores', { jaeger: masking() })).toBe('scrubbed-only-one-exporter');
  });

  test('a flat list of statements treats spans with an event alone', () => {
    const flat: NonNullable<Way['tempo']> = (span, canary) =>
      span.events.length > 0 ? masking()(span, canary) : [span];
    expect(findingOf('stores', both(flat))).toBe('only-events-treated');
    expect(findingOf('stores', both(masking('cards')))).toBe('still-in-attribute');
    const sixteenDigits: NonNullable<Way['tempo']> = (span, canary) =>
      masking(...(canary.card.startsWith('37') ? (['cards'] as const) : []))(span, canary);
    expect(findingOf('stores', both(sixteenDigits))).toBe('still-in-attribute');
  });

  test('a raw copy is told from an unscrubbed way, where both are shown and where a search alone finds it', () => {
    const twice: NonNullable<Way['tempo']> = (span, canary) => [span, ...masking()(span, canary)];
    expect(findingOf('stores', { ...clean, tempo: twice })).toBe('unscrubbed-copy');
    expect(findingOf('stores', { ...clean, jaeger: twice })).toBe('unscrubbed-copy');
    const seen = seenOf(clean, { received: 88 });
    const searched = [{ place: 'enduser.email', traceIds: [seen.probes[1]!.probe.traceId] }];
    expect(verdict('stores', { ...seen, searched }).observed).toContain('Tempo took 88 spans and shows');
    const cleanTwice: NonNullable<Way['tempo']> = (span, canary) =>
      [masking()(span, canary), masking()(span, canary)].flat();
    expect(findingOf('stores', both(cleanTwice))).toBe('pass');
  });

  test('a hash that anybody can compute is no mask, and one with a key is', () => {
    const hashed = (make: (text: string) => string) =>
      both((span, canary) =>
        masking()(span, canary).map((one) =>
          'enduser.email' in one.attributes
            ? { ...one, attributes: { ...one.attributes, 'enduser.email': make(canary.email) } }
            : one,
        ),
      );
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(findingOf('stores', hashed(sha))).toBe('only-hashed');
    expect(
      findingOf(
        'stores',
        hashed((text) => sha(`a key that nobody has${text}`)),
      ),
    ).toBe('pass');
  });

  test('nor is the hash of a whole text around an address, which anybody can put together', () => {
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    const whole = (span: Span, canary: Canary): Span[] =>
      masking()(span, canary).map((one) => {
        const url = span.attributes['url.full'];
        return url ? { ...one, attributes: { ...one.attributes, 'url.full': sha(String(url)) } } : one;
      });
    const seen = seenOf(both(whole));
    const withTexts = (orders: string) => ({
      ...seen,
      probes: seen.probes.map((one) => ({
        ...one,
        canary: { ...one.canary, texts: shopTexts(one, orders) },
      })),
    });
    expect(verdict('stores', withTexts('http://127.0.0.1:1'))).toMatchObject({
      ...{ finding: 'only-hashed' },
      observed: expect.stringContaining(
        'is the SHA-256 of the whole text with the e-mail address of checkout A',
      ),
    });
    // Where the shop writes something else, nothing is known of the hash.
    expect(verdict('stores', withTexts('http://elsewhere')).status).toBe('pass');
  });

  test.each<[string, NonNullable<Way['tempo']>, string]>([
    ['a span that is logged', on('process', () => []), 'the span in which payments-worker logged'],
    ['a parent', on('askOrder', () => []), 'the parent of “POST /orders” of orders'],
    ['a statement, which nobody misses otherwise', on('insert', () => []), 'a CLIENT span of orders'],
  ])('%s is lost', (_, way, said) => {
    const { finding, observed } = verdict('stores', seenOf(both(way)));
    expect([finding, observed]).toEqual(['spans-lost', expect.stringContaining(said)]);
  });

  const without = (name: string, key: string, value?: string | number) =>
    on(name, (span) => {
      const { [key]: _, ...attributes } = span.attributes;
      return [{ ...span, attributes: { ...attributes, ...(value !== undefined && { [key]: value }) } }];
    });
  test.each<[string, NonNullable<Way['tempo']>]>([
    ['bookstore.order.id', without('order', 'bookstore.order.id', '****-0000')],
    ['http.route', without('checkout', 'http.route')],
    ['http.response.status_code', without('book', 'http.response.status_code', '200')],
    ['db.system.name', without('insert', 'db.system.name')],
    ['messaging.destination.name', without('publish', 'messaging.destination.name')],
    ['error.type', without('charge', 'error.type', '****')],
    ['the status Error', on('charge', (span) => [{ ...span, status: 'unset' }])],
    ['service.name', on('charge', (span) => [{ ...span, service: 'unknown_service', resource: {} }])],
  ])('%s is lost', (key, way) => {
    const { finding, title } = verdict('stores', seenOf(both(way)));
    expect([finding, title]).toEqual(['useful-attribute-lost', `Lost: ${key}`]);
  });

  test('what nobody asked for may go: statements, URLs and events', () => {
    const bare = both((span, canary) =>
      masking()(span, canary).map((one) => {
        const { 'url.full': _, 'db.query.text': __, ...attributes } = one.attributes;
        return { ...one, attributes, events: [] };
      }),
    );
    expect(findingOf('stores', bare)).toBe('pass');
  });

  test('an empty store is a finding, and a Collector that takes nothing comes first', () => {
    expect(findingOf('stores', { ...clean, jaeger: () => [] })).toBe('nothing-arrives');
    const seen = seenOf(both(() => []));
    expect(verdict('stores', seen).title).toBe('Nothing arrives in Tempo');
    const counted = { ...seen.counted!, accepted: [] };
    const exportErrors = { storefront: 'traces export: 503' };
    expect(verdict('stores', { ...seen, counted, exportErrors }).finding).toBe('collector-takes-nothing');
  });
});

describe('source', () => {
  const alone = (seen: LeaksSeen): LeaksSeen => ({ ...seen, stores: ['tempo'] });

  test('a log line comes before every span', () => {
    const { finding, observed } = verdict('source', alone(seenOf({})));
    expect(finding).toBe('still-in-log');
    expect(observed).toMatchInlineSnapshot(
      `"storefront logs “checkout received” for checkout A, declined, with a card of 16 digits, with the e-mail address in email, as it was sent. Values are also in: “payment declined” of payments-worker, spans (enduser.email, payment.card.number, url.full, db.query.text, the span name, exception.message and 1 more)."`,
    );
  });

  test('what the services no longer send is looked for in their code, not in the Collector', () => {
    const tempo: Way['tempo'] = (span, canary) =>
      masking()(span, canary).map((one) => (one.status === 'error' ? { ...one, status: 'unset' } : one));
    expect(verdict('source', alone(seenOf({ tempo, line: quietLine })))).toMatchObject({
      finding: 'useful-attribute-lost',
      observed: expect.stringMatching(
        /is “unset” in checkout .*, and an engineer needs “error”, which was sent before\.$/,
      ),
      where: 'The code of payments-worker that writes the status Error',
    });
  });

  test('what the services send is judged, and the other store is not', () => {
    const line = quietLine;
    const { file: _, ...seen } = alone(seenOf({ line }));
    expect(verdict('source', seen)).toMatchObject({
      ...{ finding: 'still-in-attribute', where: 'The code of storefront that writes enduser.email' },
    });
    expect(verdict('source', alone(seenOf({ tempo: masking(), line }))).status).toBe('pass');
  });

  test('what leaves the services beside spans and lines is judged before the spans', () => {
    const seen = alone(seenOf({ tempo: masking(), line: quietLine }));
    const { canary } = seen.probes[2]!;
    const series = [{ service: 'orders' as const, name: 'requests', labels: { customer: canary.email } }];
    const headers = [{ name: 'baggage', type: 'text' as const, value: `card=${canary.card}` }];
    const messages = [{ queue: 'payments', messageId: 'm', headers }];
    const beyond = { seriesRead: 9, series: [], messages: [] };
    expect(verdict('source', { ...seen, beyond }).observed).toContain('None of 9 series');
    expect(verdict('source', { ...seen, beyond: { ...beyond, series, messages } }).finding).toBe(
      'still-in-metric',
    );
    expect(verdict('source', { ...seen, beyond: { ...beyond, messages } }).observed).toContain(
      'in the header `baggage`',
    );
    const property = [{ ...messages[0]!, headers: [], properties: { correlation_id: canary.card } }];
    expect(verdict('source', { ...seen, beyond: { ...beyond, messages: property } })).toMatchObject({
      finding: 'still-in-message',
      observed: expect.stringContaining('in the property `correlation_id`'),
    });
    const shown = verdict('source', { ...seen, beyond: { ...beyond, messages: property } }).evidence;
    expect(JSON.stringify(shown)).toContain('"name":"property correlation_id"');
    const id = [{ ...messages[0]!, headers: [], messageId: `order-of-${canary.email}` }];
    expect(verdict('source', { ...seen, beyond: { ...beyond, messages: id } }).observed).toContain(
      '`message_id`',
    );
  });

  test('a hash in a label of a metric or a header of a message is one that anybody can compute', () => {
    const seen = alone(seenOf({ tempo: masking(), line: quietLine }));
    const hash = createHash('sha256').update(seen.probes[1]!.canary.email).digest('hex');
    const series = [{ service: 'orders' as const, name: 'requests', labels: { customer: hash } }];
    const headers = [{ name: 'x-customer', type: 'text' as const, value: hash.slice(0, 10) }];
    const beyond = { seriesRead: 9, series: [], messages: [{ queue: 'payments', messageId: 'm', headers }] };
    expect(verdict('source', { ...seen, beyond: { ...beyond, series } }).observed).toContain(
      'The metrics: customer of “requests” of orders is the SHA-256 of the e-mail address',
    );
    expect(verdict('source', { ...seen, beyond }).observed).toContain(
      'A message: x-customer of “payments” of orders is the SHA-256 of the e-mail address',
    );
  });

  test('the database has to keep the addresses, in whichever case', () => {
    const seen = alone(seenOf({ tempo: masking(), line: quietLine }));
    const beyond = { seriesRead: 9, series: [], messages: [] };
    const kept = seen.probes.map(({ probe, canary }) => ({
      ...{ orderId: probe.orderId, email: canary.email.toLowerCase() as string | null },
    }));
    expect(verdict('source', { ...seen, beyond: { ...beyond, kept } }).status).toBe('pass');
    const emptied = kept.map((one, index) => (index === 1 ? { ...one, email: null } : one));
    expect(verdict('source', { ...seen, beyond: { ...beyond, kept: emptied } })).toMatchObject({
      ...{ status: 'fail', finding: 'address-not-kept' },
      observed: expect.stringContaining('has no address. So it is with 1 of 4 orders.'),
    });
    const masked = kept.map((one) => ({ ...one, email: '****@example.org' }));
    expect(verdict('source', { ...seen, beyond: { ...beyond, kept: masked } }).observed).toContain(
      'the address “****@example.org”',
    );
  });

  test('a hash in a log line is a finding too', () => {
    const line: Way['line'] = (one) => {
      const email = one.fields?.['email'];
      const calm = quietLine(one);
      if (typeof email !== 'string') return calm;
      const who = createHash('md5').update(email.toLowerCase()).digest('base64');
      return { ...calm, text: '', fields: { ...calm.fields, who } };
    };
    expect(verdict('source', alone(seenOf({ tempo: masking(), line }))).title).toBe(
      'who is a hash that anyone can compute',
    );
  });
});

describe('find', () => {
  const EMAIL = 'enduser.email, url.full, db.query.text, span-name, log';
  const CARD = 'payment.card.number, event, status, log';
  const answered = (email: string, card: string) =>
    verdict('find', seenOf({}, { stores: ['tempo'], answers: { email, card } }));

  test.each([
    ['in any order', 'log, span-name, db.query.text, url.full, enduser.email', CARD],
    [
      'in other words',
      'Enduser.Email; span name; url.full and db.query.text and the log lines'.replace('the ', ''),
      CARD,
    ],
    [
      'by the key of the event and of the field',
      EMAIL,
      'payment.card.number, exception.message, status message, reason',
    ],
    ['with TraceQL’s prefix', 'span.enduser.email, span.url.full, span.db.query.text, name, log', CARD],
    [
      'as the Collector and TraceQL call it',
      'enduser.email, url.full, db.query.text, span.name, log',
      'payment.card.number, spanevent, span.status.message, log',
    ],
    ['with a colon', 'enduser.email, url.full, db.query.text, span:name, log', CARD],
    ['without commas', 'enduser.email url.full db.query.text span-name log', CARD],
  ])('every place %s passes', (_, email, card) => {
    expect(answered(email, card).status).toBe('pass');
  });

  test('says how many are missing and never which', () => {
    const { title, observed } = answered('enduser.email, log', CARD);
    expect(title).toBe('3 of 5 places of the e-mail address are missing');
    expect(observed).not.toContain('url.full');
    expect(answered(EMAIL, 'payment.card.number').title).toBe('3 of 4 places of the card number are missing');
  });

  test('names what is no leak', () => {
    const { finding, title } = answered(`${EMAIL}, http.route`, CARD);
    expect([finding, title]).toEqual(['not-a-leak', '“http.route” does not hold the e-mail address']);
    expect(answered(`${EMAIL}, status`, CARD).title).toBe('“status” does not hold the e-mail address');
  });
});

test('only the step that looks into Jaeger waits for it', async () => {
  const lab = await loadLab(resolve(import.meta.dirname, '../../labs'), 'scrub');
  const parts = lab.steps.map(({ id }) => [id, setupAt(lab, id).parts]);
  expect(parts).toEqual([
    ['find', []],
    ['stores', ['jaeger']],
    ['source', []],
  ]);
});
