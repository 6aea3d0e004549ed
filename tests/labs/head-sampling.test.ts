import { describe, expect, test } from 'vitest';
import { randomPart } from '#grading/experiments/random-part.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import { missChance, shareBounds } from '#grading/statistics.ts';
import type { Service } from '#system/part-names.ts';
import { newTraceId } from '#telemetry/trace/ids.ts';
import { judges } from '../../labs/head-sampling/checks.ts';
import { FURTHER, GROUPS, plainOf, plainRequests } from '../../labs/head-sampling/findings/groups.ts';
import { MOST_PACED, needsMore, readShare } from '../../labs/head-sampling/findings/share.ts';
import {
  alwaysOff,
  alwaysOn,
  complaint,
  everywhere,
  parentBased,
  ratio,
  type Sampler,
  type Samplers,
  sampledTraffic,
} from './sampled-traffic.ts';
import { chanceAbove } from './tail-sampled-traffic.ts';

const quarter = parentBased(ratio(0.25));
const follows = parentBased(alwaysOn);
const right = everywhere(quarter);
const agree = (samplers: Samplers, more: Partial<Traffic> = {}) =>
  judges.agree({ ...sampledTraffic(GROUPS, samplers), ...more });

describe('samplers that agree', () => {
  test.each<[string, Samplers]>([
    ['the same everywhere', right],
    ['a follower behind', { ...everywhere(follows), storefront: quarter }],
    ['parentbased_always_off behind', { ...everywhere(parentBased(alwaysOff)), storefront: quarter }],
    ['other ratios behind', { ...everywhere(parentBased(ratio(0.01))), storefront: quarter }],
    ['0.24', everywhere(parentBased(ratio(0.24)))],
    ['0.26', everywhere(parentBased(ratio(0.26)))],
    ['every fourth', everywhere(parentBased(everyNth(4)))],
  ])('pass: %s', (_, samplers) => {
    expect(agree(samplers)).toMatchObject({ status: 'pass', values: { wanted: '17', unwanted: '8' } });
  });

  test('show the strip, and say by what the share was read', () => {
    const { evidence, values } = agree(right);
    const [strip] = evidence;
    expect(strip).toMatchObject({ kind: 'metric', note: expect.stringMatching(/^●+ ?●*·+/) });
    expect((strip as { note: string }).note.replaceAll(' ', '')).toHaveLength(200);
    expect(values!['reading']).toMatch(/^A ratio decided .* between 0\.2[0-4]\d\d and 0\.2[5-9]\d\d\.$/);
    const counted = agree(everywhere(parentBased(everyNth(4)))).values!['reading'];
    expect(counted).toContain('of 200, 28 to 75 can be a quarter');
  });

  test('pass with a remark where a sampler was refused that decides nothing', () => {
    const complaints = [complaint('orders', 'unsupported sampler: parentbased_ratio')];
    const { status, values } = agree({ ...right, orders: follows }, { complaints });
    expect([status, values!['remark']]).toEqual([
      'pass',
      ' The log of orders says “unsupported sampler: parentbased_ratio”: its SDK decides by its default.',
    ]);
  });
});

describe('samplers that do not', () => {
  const start = {
    ...{ storefront: ratio(0.5), catalog: ratio(0.25), orders: alwaysOn, 'payments-worker': ratio(0.1) },
  };

  test.each<[string, Samplers, string]>([
    ['those of the start', start, 'holes-in-traces'],
    ['the worker left', { ...right, 'payments-worker': ratio(0.1) }, 'holes-in-traces'],
    ['always_on behind', { ...everywhere(alwaysOn), storefront: quarter }, 'holes-in-traces'],
    ['the same ratio everywhere', everywhere(ratio(0.25)), 'flag-ignored'],
    ['orders with a ratio of its own', { ...right, orders: ratio(0.25) }, 'flag-ignored'],
    ['a root that is not parent-based', { ...right, storefront: ratio(0.25) }, 'flag-ignored'],
    ['always_on everywhere', everywhere(alwaysOn), 'flag-ignored'],
    ['00 is asked again', everywhere((told, x) => told || x < 0.25), 'flag-ignored'],
    ['01 is asked again', everywhere((told, x) => told !== false && x < 0.25), 'flag-ignored'],
    ['everything', everywhere(follows), 'rate-off'],
    ['nothing', everywhere(parentBased(alwaysOff)), 'rate-off'],
    ['one percent', everywhere(parentBased(ratio(0.01))), 'rate-off'],
    ['forty', everywhere(parentBased(ratio(0.4))), 'rate-off'],
    ['every second', everywhere(parentBased(everyNth(2))), 'rate-off'],
    ['storefront off', { ...right, storefront: alwaysOff }, 'always-off'],
    ['the worker off', { ...right, 'payments-worker': alwaysOff }, 'always-off'],
    ['all off', everywhere(alwaysOff), 'always-off'],
  ])('%s', (_, samplers, finding) => {
    expect(agree(samplers).finding).toBe(finding);
  });

  test('leave the span out in which a service answers, and record what is below it', () => {
    const seen = sampledTraffic(GROUPS, right);
    const inner = (one: TrafficResult): TrafficResult => {
      if (one.to !== 'storefront' || one.logs.some(({ sampled }) => sampled)) return one;
      const logs = one.logs.map((log) => ({ ...log, sampled: log.service !== 'storefront' }));
      const services = one.logs.map(({ service }) => service as Service);
      return { ...one, logs, stored: { ...one.stored, outcome: 'holes', spans: 9, services, orphans: 1 } };
    };
    const { finding, values } = judges.agree({ ...seen, requests: seen.requests.map(inner) });
    expect(finding).toBe('holes-in-traces');
    expect(values).toMatchObject({
      ...{ service: 'catalog', recorded: 'catalog, orders and payments-worker' },
      missing: 'storefront only in part',
      place: 'What storefront passes on: catalog keeps the decision of a request that goes straight to it',
    });
  });

  test('pass 00 on though they record: whoever is behind them is not to blame', () => {
    const seen = sampledTraffic(GROUPS, right);
    const first = (one: TrafficResult): TrafficResult => {
      const logs = one.logs.map((log) => ({
        ...log,
        sampled: log.sampled === true && log.service === one.to,
      }));
      const services = logs.filter(({ sampled }) => sampled).map(({ service }) => service as Service);
      const outcome = services.length === 0 ? 'none' : 'holes';
      return { ...one, logs, stored: { ...one.stored, outcome, spans: services.length, services } };
    };
    expect(judges.agree({ ...seen, requests: seen.requests.map(first) })).toMatchObject({
      finding: 'holes-in-traces',
      values: { service: 'catalog', place: expect.stringContaining('What storefront passes on') },
    });
  });

  test('name the first service that differs, and how often', () => {
    expect(agree({ ...right, 'payments-worker': ratio(0.1) }).values).toMatchObject({
      ...{
        service: 'payments-worker',
        recorded: 'storefront, catalog and orders',
        missing: 'payments-worker did not',
      },
      place: 'The sampler of payments-worker, or the flags in the message that orders sends',
    });
    expect(agree({ ...everywhere(alwaysOn), storefront: quarter }).values).toMatchObject({
      ...{
        service: 'catalog',
        recorded: 'catalog, orders and payments-worker',
        missing: 'storefront did not',
      },
      place: 'The sampler of catalog',
    });
    expect(agree({ ...right, orders: ratio(0.25) }).values).toMatchObject({
      ...{ service: 'orders', wanted: '17', lacking: '11', unwanted: '8', left: '4' },
    });
  });

  test('are not blamed on a service that keeps the decision of a request straight to it', () => {
    const seen = sampledTraffic(GROUPS, right);
    // storefront records, and hands on that nobody does.
    const requests = seen.requests.map((one) => (one.to === 'storefront' ? withoutAnyBehind(one) : one));
    expect(judges.agree({ ...seen, requests }).values).toMatchObject({
      ...{ service: 'catalog' },
      place: 'What storefront passes on: catalog keeps the decision of a request that goes straight to it',
    });
  });
});

describe('a refused sampler', () => {
  const refused = (service: Service, samplers: Samplers) =>
    agree(samplers, { complaints: [complaint(service, 'invalid trace ID ratio: greater than 1.0')] }).finding;

  test('is the cause where its service records all that it decides on', () => {
    expect(refused('storefront', everywhere(follows))).toBe('sampler-refused');
    expect(refused('storefront', { ...right, storefront: alwaysOn })).toBe('sampler-refused');
    expect(refused('orders', { ...right, orders: alwaysOn })).toBe('sampler-refused');
  });

  test('is not where the service does something else, or another one is at fault', () => {
    expect(refused('storefront', everywhere(parentBased(ratio(0.5))))).toBe('rate-off');
    expect(refused('orders', everywhere(follows))).toBe('rate-off');
    expect(refused('orders', { ...right, orders: ratio(0.25) })).toBe('flag-ignored');
    expect(refused('storefront', { ...right, storefront: alwaysOff })).toBe('always-off');
    expect(refused('storefront', right)).toBe('pass');
  });

  test('is none where the exporter complains', () => {
    const complaints = [complaint('storefront', 'traces export: connection refused')];
    expect(agree(everywhere(follows), { complaints }).finding).toBe('rate-off');
  });
});

describe('spans that are not stored', () => {
  const lose = (which: (one: TrafficResult, index: number) => boolean) => {
    const seen = sampledTraffic(GROUPS, right);
    return { ...seen, requests: seen.requests.map((one, i) => (which(one, i) ? withoutWorker(one) : one)) };
  };

  test('are a dead exporter where none is, and late where some are', () => {
    const all = { ...lose(() => true), exportErrors: { 'payments-worker': 'traces export: refused' } };
    expect(judges.agree(all)).toMatchObject({
      ...{ status: 'fail', finding: 'exporter-dead' },
      values: { service: 'payments-worker', reason: 'its log says: traces export: refused' },
    });
    expect(judges.holes(all).finding).toBe('exporter-dead');
    // Late is not dead: an export delay of a minute looks like this.
    for (const late of [lose(() => true), lose((_, index) => index % 2 > 0)])
      expect(judges.agree(late)).toMatchObject({ status: 'inconclusive', finding: 'spans-outstanding' });
  });

  test('were never begun where log lines name the span of the caller', () => {
    const seen = sampledTraffic(GROUPS, right);
    const requests = seen.requests.map((one) => ({
      ...one,
      logs: one.logs.map((log) => ({ ...log, spanId: one.probe.spanId })),
      stored: { ...one.stored, services: [], outcome: 'none' as const },
    }));
    expect(judges.agree({ ...seen, requests })).toMatchObject({
      ...{ finding: 'exporter-dead' },
      values: {
        service: 'storefront',
        reason: 'its log lines name the span of its caller, and none of its own',
      },
    });
  });

  test('are no holes that a sampler made, where only an inner one is missing', () => {
    const seen = sampledTraffic(GROUPS, right);
    const requests = seen.requests.map((one) =>
      one.stored.outcome === 'whole'
        ? { ...one, stored: { ...one.stored, outcome: 'holes' as const, orphans: 1 } }
        : one,
    );
    expect(judges.agree({ ...seen, requests }).finding).toBe('spans-outstanding');
  });

  test('tell a trace that falls apart from one that is not recorded', () => {
    const seen = sampledTraffic(GROUPS, right);
    const apart = (service: Service) => ({
      ...seen,
      requests: seen.requests.map((one) => ({
        ...one,
        logs: one.logs.map((log) => (log.service === service ? { ...log, traceId: newTraceId() } : log)),
        stored: { ...one.stored, services: one.stored.services.filter((name) => name !== service) },
      })),
    });
    expect(judges.agree(apart('orders'))).toMatchObject({
      ...{ finding: 'split-trace', values: { hop: 'storefront → orders' } },
    });
    const unheard = {
      ...seen,
      requests: seen.requests.map((one) => ({
        ...one,
        logs: one.logs.filter(({ service }) => service !== 'catalog'),
        stored: { ...one.stored, services: one.stored.services.filter((name) => name !== 'catalog') },
      })),
    };
    expect(judges.agree(unheard)).toMatchObject({
      ...{ finding: 'split-trace', values: { hop: 'storefront → catalog' } },
    });
    const nameless = {
      ...seen,
      requests: seen.requests.map((one) => ({
        ...one,
        logs: one.logs.map((log) => ({ ...log, traceId: '', sampled: undefined })),
        stored: { ...one.stored, services: [], outcome: 'none' as const },
      })),
    };
    expect(judges.agree(nameless).finding).toBe('exporter-dead');
  });
});

describe('whole traces', () => {
  const plain = [plainRequests(150)];
  const holes = (samplers: Samplers) => judges.holes(sampledTraffic(plain, samplers));

  test('are as many as the smallest ratio says, not the product of all', () => {
    const seen = holes({
      ...{ storefront: ratio(0.5), catalog: ratio(0.25), orders: alwaysOn, 'payments-worker': ratio(0.1) },
    });
    expect(seen.status).toBe('pass');
    const share = Number(seen.values!['share']);
    expect([share > 2, share < 25]).toEqual([true, true]);
    // A whole trace, and one of each kind of hole.
    expect(seen.evidence).toHaveLength(5);
  });

  test('need holes beside them, and are needed beside holes', () => {
    expect(holes(right).finding).toBe('no-holes');
    expect(holes({ ...right, orders: alwaysOn, 'payments-worker': alwaysOff })).toMatchObject({
      ...{ status: 'inconclusive', finding: 'no-whole-trace' },
    });
  });
});

describe('the share', () => {
  const share = (samplers: Samplers) => readShare(sampledTraffic([plainRequests(200)], samplers));

  test('is never called wrong where a ratio from 0.24 to 0.26 decides', () => {
    for (const below of [0.24, 0.245, 0.25, 0.2563, 0.26])
      for (let run = 0; run < 8; run += 1)
        expect(share(everywhere(parentBased(ratio(below))))).toMatchObject({ by: 'ids', isRight: true });
  });

  test('is told from a limit by the second, which keeps all that comes slowly', () => {
    let count = 0;
    const everyFourth = everywhere(
      parentBased(() => {
        count += 1;
        return count % 4 === 0;
      }),
    );
    const fast = sampledTraffic(GROUPS, everyFourth);
    const then = (samplers: Samplers) => {
      const slow = sampledTraffic(FURTHER, samplers);
      return judges.agree({ ...fast, requests: [...fast.requests, ...slow.requests] });
    };
    expect([needsMore(fast), judges.agree(fast).status]).toEqual([true, 'pass']);
    expect(needsMore(sampledTraffic(GROUPS, everywhere(parentBased(ratio(0.25)))))).toBe(false);
    expect(then(everyFourth)).toMatchObject({ status: 'pass', values: { kept: '50', of: '200' } });
    expect(then(everywhere(alwaysOn))).toMatchObject({
      ...{ status: 'fail', finding: 'rate-off' },
      values: {
        ...{ kept: '12', of: '12' },
        reading:
          'These came two a second, and of 12 a quarter keeps 9 at the most; of 200 that came fast, 50 were kept.',
      },
    });
    expect(chanceAbove(12, MOST_PACED, { one: 1n, of: 4n }).toExponential(1)).toBe('3.8e-5');
  });

  test('misses a wrong ratio as seldom as its text says', () => {
    // Missed only where no id of 200 falls between the wrong ratio and the nearest right one.
    const missed = (wrong: number) => (1 - (wrong < 0.25 ? 0.24 - wrong : wrong - 0.26)) ** 200;
    expect([missed(0.2), missed(0.3)].map((one) => one.toExponential(1))).toEqual(['2.8e-4', '2.8e-4']);
    expect([missed(0.22), missed(0.28)].map((one) => one.toFixed(3))).toEqual(['0.018', '0.018']);
    expect(missed(0.5).toExponential(1)).toBe('1.5e-24');
    // In the step before, no whole trace among 150 with one service at 10 %.
    expect((0.9 ** 150).toExponential(1)).toBe('1.4e-7');
    const between = sampledTraffic([plainRequests(200)], everywhere(ratio(0.3)));
    const isSeen = plainOf(between).some(({ probe }) => {
      const x = randomPart(probe.traceId);
      return x > 0.26 && x < 0.3;
    });
    expect(readShare(between).isRight).toBe(!isSeen);
  });

  test('that was drawn otherwise is called wrong in 8.1 of 100 000 checks, exactly', () => {
    const bounds = shareBounds(200, 0.25, 1e-4);
    expect([bounds.least, bounds.most]).toEqual([28, 75]);
    // In whole numbers: the ways to keep k of 200 are C(200, k) · 3^(200 − k), out of 4^200.
    let ways = 3n ** 200n;
    let outside = 0n;
    for (let kept = 0n; kept <= 200n; kept += 1n) {
      if (kept < 28n || kept > 75n) outside += ways;
      ways = (ways * (200n - kept)) / ((kept + 1n) * 3n);
    }
    const exact = Number((outside * 10n ** 12n) / 4n ** 200n) / 1e12;
    expect(exact.toExponential(1)).toBe('8.1e-5');
    expect(bounds.falseAlarm).toBeCloseTo(exact, 9);
    expect(missChance(200, 0.1, bounds).toFixed(3)).toBe('0.043');
    expect(missChance(200, 0.5, bounds).toExponential(1)).toBe('2.5e-4');
  });
});

/** Records the first of every `n` that it is asked about without a decision. */
function everyNth(n: number): Sampler {
  let count = 0;
  return () => count++ % n === 0;
}

function withoutWorker(one: TrafficResult): TrafficResult {
  const services = one.stored.services.filter((service) => service !== 'payments-worker');
  return { ...one, stored: { ...one.stored, services, missing: ['payments-worker'] } };
}

function withoutAnyBehind(one: TrafficResult): TrafficResult {
  const logs = one.logs.map((log) => (log.service === 'storefront' ? log : { ...log, sampled: false }));
  const services = one.stored.services.filter((service) => service === 'storefront');
  return { ...one, logs, stored: { ...one.stored, services, outcome: 'holes' } };
}
