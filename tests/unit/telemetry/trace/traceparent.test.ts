import { describe, expect, test } from 'vitest';
import { newSpanId, newTraceId } from '#telemetry/trace/ids.ts';
import { buildTraceparent, parseTraceparent } from '#telemetry/trace/traceparent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('traceparent', () => {
  test('what is built is read back', () => {
    const own = { traceId: newTraceId(), parentId: newSpanId(), sampled: true };
    expect(parseTraceparent(buildTraceparent(own))).toEqual(own);
    expect(parseTraceparent(buildTraceparent({ ...own, sampled: false }))?.sampled).toBe(false);
  });

  test.each([
    ['flags with other bits', `00-${TRACE}-${PARENT}-03`, true],
    ['the random bit alone', `00-${TRACE}-${PARENT}-02`, false],
    ['a later version', `01-${TRACE}-${PARENT}-01`, true],
    ['a later version with more', `cc-${TRACE}-${PARENT}-01-what`, true],
  ])('%s is read', (_name, header, sampled) => {
    expect(parseTraceparent(header)).toEqual({ traceId: TRACE, parentId: PARENT, sampled });
  });

  test.each([
    ['nothing', ''],
    ['an all-zero trace id', `00-${'0'.repeat(32)}-${PARENT}-01`],
    ['an all-zero parent id', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['upper case', `00-${TRACE.toUpperCase()}-${PARENT}-01`],
    ['version ff', `ff-${TRACE}-${PARENT}-01`],
    ['version 00 with more', `00-${TRACE}-${PARENT}-01-more`],
    ['a short trace id', `00-${TRACE.slice(1)}-${PARENT}-01`],
    ['a long parent id', `00-${TRACE}-${PARENT}0-01`],
    ['no flags', `00-${TRACE}-${PARENT}`],
    ['flags of one digit', `00-${TRACE}-${PARENT}-1`],
    ['letters beyond f', `00-${TRACE.replace('4', 'g')}-${PARENT}-01`],
    ['blanks around', ` 00-${TRACE}-${PARENT}-01 `],
    ['a line break after', `00-${TRACE}-${PARENT}-01\n`],
    ['underscores', `00_${TRACE}_${PARENT}_01`],
    ['two headers joined', `00-${TRACE}-${PARENT}-01, 00-${TRACE}-${PARENT}-01`],
  ])('%s is refused', (_name, header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });
});
