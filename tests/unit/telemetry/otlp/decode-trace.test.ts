import { describe, expect, test } from 'vitest';
import { decodeTrace } from '#telemetry/otlp/decode-trace.ts';
import { decodeId } from '#telemetry/otlp/otlp-values.ts';

// As Tempo writes it: ids in base64, enums by name, 64-bit numbers as text, empty fields left out.
const fromTempo = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'orders' } }] },
      scopeSpans: [
        {
          scope: { name: 'otelhttp' },
          spans: [
            {
              traceId: 'W47/95gDgQPSabYzgT/GDA==',
              spanId: '7uGbfsPBsXQ=',
              parentSpanId: '7uGbfsPBsXU=',
              name: 'POST /orders',
              kind: 'SPAN_KIND_SERVER',
              startTimeUnixNano: '1700000000000250000',
              endTimeUnixNano: '1700000001000250000',
              attributes: [
                { key: 'n', value: { intValue: '5' } },
                { key: 'b', value: { boolValue: true } },
                { key: 'd', value: { doubleValue: 1.5 } },
                { key: 'a', value: { arrayValue: { values: [{ stringValue: 'x' }, { intValue: 2 }] } } },
                { key: 'empty', value: {} },
              ],
              events: [{ timeUnixNano: '1700000000500000000', name: 'e' }],
              links: [{ traceId: 'W47/95gDgQPSabYzgT/GDQ==', spanId: '7uGbfsPBsXU=' }],
              status: { message: 'm', code: 'STATUS_CODE_ERROR' },
            },
          ],
        },
      ],
    },
  ],
};

describe('OTLP JSON', () => {
  test('as Tempo writes it', () => {
    expect(decodeTrace(fromTempo)).toEqual([
      {
        traceId: '5b8efff798038103d269b633813fc60c',
        spanId: 'eee19b7ec3c1b174',
        parentSpanId: 'eee19b7ec3c1b175',
        name: 'POST /orders',
        kind: 'server',
        service: 'orders',
        startTime: 1_700_000_000_000.25,
        duration: 1000,
        status: 'error',
        statusMessage: 'm',
        attributes: { n: 5, b: true, d: 1.5, a: ['x', 2], empty: '' },
        resource: { 'service.name': 'orders' },
        scope: 'otelhttp',
        events: [{ name: 'e', time: 1_700_000_000_500, attributes: {} }],
        links: [{ traceId: '5b8efff798038103d269b633813fc60d', spanId: 'eee19b7ec3c1b175', attributes: {} }],
      },
    ]);
  });

  test('with ids in hex and enums as numbers', () => {
    const span = {
      traceId: '5B8EFFF798038103D269B633813FC60C',
      spanId: 'eee19b7ec3c1b174',
      kind: 5,
      status: { code: 1 },
    };
    const [decoded] = decodeTrace({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    expect(decoded).toMatchObject({
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: 'eee19b7ec3c1b174',
      kind: 'consumer',
      status: 'ok',
      service: 'unknown_service',
    });
    expect(decoded).not.toHaveProperty('parentSpanId');
  });

  test('a trace that is not there has no spans', () => {
    expect(decodeTrace({})).toEqual([]);
  });

  test('what is no trace is refused', () => {
    expect(() => decodeTrace({ resourceSpans: 'none' })).toThrow(/resourceSpans/);
  });
});

test.each<[string, string, 16 | 32, string]>([
  ['hex in upper case', 'EEE19B7EC3C1B174', 16, 'eee19b7ec3c1b174'],
  ['base64', '7uGbfsPBsXQ=', 16, 'eee19b7ec3c1b174'],
  ['base64 without padding', '7uGbfsPBsXQ', 16, 'eee19b7ec3c1b174'],
  ['base64 for addresses', '__-_', 16, 'ffffbf'],
  ['nothing', '', 32, ''],
  ['what is neither', '!!', 16, ''],
  ['a digit too many', '7uGbfsPBsXQ=7uGb', 16, Buffer.from('7uGbfsPBsXQ7uGb', 'base64').toString('hex')],
])('an id as %s', (_name, text, digits, hex) => {
  expect(decodeId(text, digits)).toBe(hex);
});
