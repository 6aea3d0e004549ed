import { describe, expect, test } from 'vitest';
import { randomPart } from '#grading/experiments/random-part.ts';
import type { TrafficGroup } from '#grading/experiments/traffic/group.ts';
import { planTraffic } from '#grading/experiments/traffic/plan-traffic.ts';
import { judgeShare, ratioBetween } from '#grading/experiments/traffic/share.ts';
import { missChance } from '#grading/statistics.ts';
import { isOwnTraceId } from '#telemetry/trace/own-trace-id.ts';

const group = (more: Partial<TrafficGroup>): TrafficGroup => ({
  ...{ label: 'one', count: 8, ids: 'anywhere' },
  ...more,
});
const idsOf = (more: Partial<TrafficGroup>) => planTraffic([group(more)]).map(({ probe }) => probe.traceId);

describe('the requests of a plan', () => {
  test('have ids of a check, orders of their own, and the flags that were asked for', () => {
    const planned = planTraffic([group({ flags: '03', tracestate: 'a=b', count: 50 })]);
    expect(planned.every(({ probe }) => isOwnTraceId(probe.traceId))).toBe(true);
    expect(new Set(planned.map(({ probe }) => probe.orderId)).size).toBe(50);
    for (const { probe } of planned) {
      expect(probe.header).toBe(`00-${probe.traceId}-${probe.spanId}-03`);
      expect(probe.tracestate).toBe('a=b');
    }
  });

  test('bring no header where the shop is to begin the trace', () => {
    const [free] = planTraffic([group({ ids: 'none', count: 1 })]);
    expect(free!.probe).toMatchObject({ traceId: '', spanId: '', header: '' });
  });

  test('ask for the books in turn', () => {
    const books = planTraffic([group({ count: 5, books: ['b-1', 'b-2'] })]).map(({ book }) => book);
    expect(books.toSorted()).toEqual(['b-1', 'b-1', 'b-1', 'b-2', 'b-2']);
  });

  test('are shuffled, but for what comes first and for what has a pace', () => {
    const planned = planTraffic([
      group({ label: 'a', count: 100 }),
      group({ label: 'b', count: 100 }),
      group({ label: 'late', count: 3, first: true }),
      group({ label: 'paced', count: 3, every: 500 }),
    ]).map(({ group: { label } }) => label);
    expect(planned.slice(203)).toEqual(['paced', 'paced', 'paced']);
    expect(planned.slice(0, 3)).toEqual(['late', 'late', 'late']);
    // In order the first hundred would all be of one group; by chance that happens in no attempt of 10^58.
    expect(new Set(planned.slice(3, 103)).size).toBe(2);
  });
});

describe('the random part of a trace id', () => {
  test('lies at the end of the range that was asked for', () => {
    for (const id of idsOf({ ids: 'low' })) expect(randomPart(id)).toBeLessThan(2 ** -20);
    for (const id of idsOf({ ids: 'high' })) expect(randomPart(id)).toBeGreaterThan(1 - 2 ** -20);
  });

  test('is spread evenly, by the eight bytes of a ratio sampler and by the seven of W3C', () => {
    const eight = idsOf({ ids: 'spread' }).toSorted((a, b) => randomPart(a) - randomPart(b));
    const middles = Array.from({ length: 8 }, (_, index) => (2 * index + 1) / 16);
    expect(eight.map(randomPart)).toEqual(middles.map((middle) => expect.closeTo(middle, 2) as number));
    const seven = eight.map((id) => Number.parseInt(id.slice(18), 16) / 2 ** 56).toSorted((a, b) => a - b);
    expect(seven).toEqual(middles.map((middle) => expect.closeTo(middle, 2) as number));
  });

  test('leaves ids different that are at one place', () => {
    expect(new Set(idsOf({ ids: 'low', count: 200 })).size).toBe(200);
    expect(new Set(idsOf({ ids: 'spread', count: 1, choose: () => true })).size).toBe(1);
  });

  test('meets a further condition', () => {
    const ids = idsOf({ count: 16, choose: (id) => id.endsWith('a') });
    expect(ids.every((id) => id.endsWith('a'))).toBe(true);
  });

  test('lies once in each equal part of a sampler’s own number', () => {
    const last = (id: string) => Number.parseInt(id.slice(30), 16);
    const ids = idsOf({ count: 16, spreadBy: (id) => last(id) / 256 });
    expect(ids.map((id) => Math.floor(last(id) / 16)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, index) => index),
    );
  });

  test('a sampler’s number that leaves a part empty is a fault of the lab', () => {
    expect(() => idsOf({ count: 2, spreadBy: () => 0.1 })).toThrow('request 2 of 2');
  });

  test('a condition that no id meets is a fault of the lab, and said to be', () => {
    expect(() => idsOf({ ids: 'low', count: 1, choose: () => false })).toThrowErrorMatchingInlineSnapshot(
      `[Error: no trace id of the group “one” meets its condition “choose” for request 1 of 1: 20000 were drawn. Give a condition that more ids meet.]`,
    );
  });
});

describe('a share', () => {
  test.each([
    ['200 requests, a quarter', 200, 0.25],
    ['200 requests, one in a hundred', 200, 0.01],
    ['1 260 requests, one in twenty', 1260, 0.05],
    ['100 requests, a quarter', 100, 0.25],
  ])('%s: a right sampler is called wrong in fewer than one attempt of 10 000', (_, of, wanted) => {
    const { falseAlarm, ...bounds } = judgeShare({ kept: 0, of }, wanted);
    expect(falseAlarm).toBeLessThan(1e-4);
    expect(1 - missChance(of, wanted, { ...bounds, falseAlarm })).toBeLessThan(1e-4);
  });

  test('is told from its neighbours', () => {
    const of = 200;
    const bounds = judgeShare({ kept: 0, of }, 0.25);
    expect([bounds.least, bounds.most]).toEqual([28, 75]);
    expect([27, 28, 75, 76].map((kept) => judgeShare({ kept, of }, 0.25).verdict)).toEqual([
      ...['too-few', 'right', 'right', 'too-many'],
    ]);
    expect(missChance(of, 0.5, bounds)).toBeLessThan(1e-3);
    expect(missChance(of, 1, bounds)).toBe(0);
  });
});

describe('a ratio', () => {
  const at = (share: number) => {
    const part = BigInt(Math.floor(share * 2 ** 32)) << 32n;
    return `${'1'.repeat(16)}${part.toString(16).padStart(16, '0')}`;
  };

  test('lies between what was kept and what was dropped', () => {
    const shares = [0.1, 0.2, 0.24, 0.27, 0.6, 0.9];
    const found = ratioBetween(shares.map((share) => ({ traceId: at(share), kept: share < 0.25 })));
    expect(found).toEqual({ above: expect.closeTo(0.24, 6), below: expect.closeTo(0.27, 6) });
  });

  test('of 0 and of 1 are known from one side', () => {
    const some = [0.2, 0.7].map(at);
    expect(ratioBetween(some.map((traceId) => ({ traceId, kept: true })))?.below).toBe(1);
    expect(ratioBetween(some.map((traceId) => ({ traceId, kept: false })))?.above).toBe(0);
  });

  test('is none where kept and dropped lie mixed', () => {
    const mixed = [0.1, 0.2, 0.3].map((share) => ({ traceId: at(share), kept: share !== 0.2 }));
    expect(ratioBetween(mixed)).toBeUndefined();
  });
});
