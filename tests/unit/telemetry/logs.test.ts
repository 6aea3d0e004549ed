import { expect, test } from 'vitest';
import { encodeLogs } from '#telemetry/otlp/encode-logs.ts';
import { logRecordOf } from '#telemetry/otlp/log-record.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

function recordOf(fields: Record<string, unknown>) {
  return logRecordOf({ service: 'orders', time: 1_764_000_000_123, text: JSON.stringify(fields), fields });
}

test('a line of slog becomes a record: ids, level and time in their own fields, the rest attributes', () => {
  const record = recordOf({
    time: '2026-11-24T22:01:12.123456789Z',
    level: 'WARN',
    msg: 'payment refused',
    service: 'orders',
    trace_id: TRACE,
    span_id: SPAN,
    trace_flags: '01',
    'bookstore.order.id': 'b7',
    attempt: 2,
    last: true,
    payment: { card: '…4242', amount: 12.5, note: null },
    tags: ['a', 'b'],
  });
  expect(encodeLogs([record])).toMatchInlineSnapshot(`
    {
      "resourceLogs": [
        {
          "resource": {
            "attributes": [
              {
                "key": "service.name",
                "value": {
                  "stringValue": "orders",
                },
              },
            ],
          },
          "scopeLogs": [
            {
              "logRecords": [
                {
                  "attributes": [
                    {
                      "key": "bookstore.order.id",
                      "value": {
                        "stringValue": "b7",
                      },
                    },
                    {
                      "key": "attempt",
                      "value": {
                        "intValue": "2",
                      },
                    },
                    {
                      "key": "last",
                      "value": {
                        "boolValue": true,
                      },
                    },
                    {
                      "key": "payment.card",
                      "value": {
                        "stringValue": "…4242",
                      },
                    },
                    {
                      "key": "payment.amount",
                      "value": {
                        "doubleValue": 12.5,
                      },
                    },
                    {
                      "key": "tags",
                      "value": {
                        "stringValue": "["a","b"]",
                      },
                    },
                  ],
                  "body": {
                    "stringValue": "payment refused",
                  },
                  "flags": 1,
                  "observedTimeUnixNano": "1764000000123000000",
                  "severityNumber": 13,
                  "severityText": "WARN",
                  "spanId": "00f067aa0ba902b7",
                  "timeUnixNano": "1795557672123456789",
                  "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
                },
              ],
            },
          ],
        },
      ],
    }
  `);
});

test('a line that is no JSON object is a body and nothing else', () => {
  const record = logRecordOf({ service: 'orders', time: 1_764_000_000_123, text: 'panic: no such luck' });
  expect(record).toEqual({
    service: 'orders',
    time: 1_764_000_000_123_000_000n,
    observed: 1_764_000_000_123_000_000n,
    body: 'panic: no such luck',
    attributes: {},
  });
});

test.each([
  ['too short', TRACE.slice(1)],
  ['not hex', `${TRACE.slice(1)}x`],
  ['upper case', TRACE.toUpperCase()],
  ['all zero', '0'.repeat(32)],
  ['a number', 7],
])('an id that is %s stays an attribute, since a receiver would refuse the batch', (_, id) => {
  const record = recordOf({ msg: 'm', trace_id: id, span_id: SPAN, trace_flags: '01' });
  expect(record).not.toHaveProperty('traceId');
  expect(record).not.toHaveProperty('flags');
  expect(record).toMatchObject({ spanId: SPAN, attributes: { trace_id: id } });
});

test.each([
  ['DEBUG', 5],
  ['INFO', 9],
  ['INFO+2', 11],
  ['WARN', 13],
  ['ERROR+4', 21],
  ['DEBUG-20', 1],
  ['ERROR+99', 24],
])('level %s is severity %i', (level, number) => {
  expect(recordOf({ level, msg: 'm' }).severity).toEqual({ number, text: level });
});

test.each([[undefined], ['loud'], [3]])('level %j is no severity', (level) => {
  expect(recordOf({ level, msg: 'm' })).not.toHaveProperty('severity');
});

test.each([
  ['2026-11-24T22:01:12Z', 1_795_557_672_000_000_000n],
  ['2026-11-24T23:01:12.5+01:00', 1_795_557_672_500_000_000n],
  ['2026-11-24T22:01:12.000000001Z', 1_795_557_672_000_000_001n],
  ['yesterday', 1_764_000_000_123_000_000n],
  [undefined, 1_764_000_000_123_000_000n],
])('time %s is read to the nanosecond, or replaced by when the line came', (time, nanos) => {
  expect(recordOf({ time, msg: 'm' }).time).toBe(nanos);
});

test('records of several services are one request with a resource for each', () => {
  const records = ['orders', 'catalog', 'orders'].map((service) =>
    logRecordOf({ service, time: 1, text: service }),
  );
  const { resourceLogs } = encodeLogs(records);
  expect(resourceLogs.map(({ scopeLogs }) => scopeLogs[0]?.logRecords.length)).toEqual([2, 1]);
});
