import { describe, expect, it } from 'vitest';
import { readLogLine, wanted } from '#site/elements/logs/log-line.ts';

const text =
  '{"time":"t","level":"INFO","msg":"order received","service":"orders","trace_id":"abc","span_id":"d","trace_flags":"01","book":"b-100"}';

describe('reading a line', () => {
  it('takes a service’s JSON apart', () => {
    expect(readLogLine('orders', 5, text)).toEqual({
      part: 'orders',
      time: 5,
      level: 'info',
      message: 'order received',
      traceId: 'abc',
      rest: 'book=b-100',
    });
  });

  it.each(['plain words', '{ not json', '{"open":'])('shows %s as it is', (line) => {
    expect(readLogLine('tempo', 5, line)).toMatchObject({ message: line, traceId: '', rest: '' });
  });
});

describe('the filter', () => {
  const entry = readLogLine('orders', 5, text);
  it.each<[boolean, string[], string]>([
    [true, [], ''],
    [true, ['orders'], 'ABC'],
    [true, ['orders'], 'b-100'],
    [false, ['storefront'], ''],
    [false, ['orders'], 'abd'],
  ])('gives %s for parts %s and words “%s”', (expected, parts, words) => {
    expect(wanted(entry, new Set(parts), words)).toBe(expected);
  });
});
