import { describe, expect, test } from 'vitest';
import { shareBounds } from '#grading/statistics.ts';
import { judges } from '../../labs/tail-sampling/checks.ts';
import { MOST_RECORDED } from '../../labs/tail-sampling/findings/blind.ts';
import { BLIND, FURTHER, GROUPS, LATE_GROUPS } from '../../labs/tail-sampling/findings/groups.ts';
import { mostOf, needsMore } from '../../labs/tail-sampling/findings/rest.ts';
import { PROCESSOR_NUMBERS, samplerHash } from '../../labs/tail-sampling/findings/sampler-hash.ts';
import { FREE_CHANCE, MOST_PACED, readShare } from '../../labs/tail-sampling/findings/share.ts';
import { chanceAbove, type Keeps, lostSpans, right, type Tail, tailSampled } from './tail-sampled-traffic.ts';

const policies = (tail: Tail = {}) => judges.policies(tailSampled(GROUPS, tail));
const more = (keeps: Keeps) => judges.policies(tailSampled([...GROUPS, ...FURTHER], { keeps }));
const late = (tail: Tail = {}) => judges.late(tailSampled(LATE_GROUPS, tail));

/** The tail sampler chooses what failed or was slow; the processor in a pipeline of its own keeps a share of everything. */
const besides = (number: (traceId: string) => number, share: number): Tail => ({
  keeps: right(0),
  stores: (one, x, traceId) => right(0)(one, x) || number(traceId) < share,
});

describe('the number that the sampler reads', () => {
  test('is FNV-1a with 64 bits, of the salt and the bytes of the id', () => {
    // By Go's hash/fnv over "default-hash-seed" and the sixteen bytes.
    expect(samplerHash('00000000000000000000000000000000')).toBeCloseTo(KNOWN.zeros, 12);
    expect(samplerHash('0af7651916cd43dd8448eb211c80319c')).toBeCloseTo(KNOWN.w3c, 12);
  });

  test('of the processor is 14 bits of FNV-1a with 32 bits, or what is left to one of the last seven bytes', () => {
    const [byHash, byBytes] = PROCESSOR_NUMBERS.map((number) => number('0af7651916cd43dd8448eb211c80319c'));
    expect(byHash).toBe(PROCESSOR.hash / 2 ** 14);
    expect(byBytes).toBeCloseTo(1 - 0x48eb211c80319c / 2 ** 56, 12);
  });
});

describe('a sampler that keeps what it should', () => {
  test.each<[string, Keeps]>([
    ['five percent', right(0.05)],
    ['4.5 percent', right(0.0451)],
    ['5.4 percent', right(0.0549)],
  ])('passes by the ids: %s', (_, keeps) => {
    for (let run = 0; run < 5; run += 1) {
      expect(policies({ keeps })).toMatchObject({ status: 'pass', values: { errors: '14', slow: '12' } });
    }
  });

  test('passes by the number where another salt decided', () => {
    expect(more(salted(0.05))).toMatchObject({ status: 'pass' });
    expect(more(salted(0.05)).values!['reading']).toContain('of 1260, 35 to 95 can be a twentieth');
  });

  test.each(PROCESSOR_NUMBERS.entries().toArray())(
    'passes at once where the processor in a pipeline beside it took the twentieth, by its number %i',
    (_, number) => {
      const beside = besides(number, 0.05);
      expect(policies(beside)).toMatchObject({ status: 'pass', values: { of: '260' } });
      expect(policies(beside).values!['reading']).toContain('A ratio decided by the trace ids');
      expect(needsMore([])(tailSampled(GROUPS, beside))).toBe(false);
    },
  );

  test('passes late', () => {
    expect(late()).toMatchObject({ status: 'pass', values: { late: '6' } });
  });

  test('is not blamed for what a busy machine did', () => {
    const busy = tailSampled(GROUPS, {});
    const slow = (share: number) => ({
      ...busy,
      requests: busy.requests.map((one) =>
        one.label === 'ordinary' && samplerHash(one.probe.traceId) > 1 - share
          ? { ...one, lastLine: 600, stored: { ...one.stored, outcome: 'whole' as const, spans: 10 } }
          : one,
      ),
    });
    const calm = judges.policies(slow(0.1));
    expect(calm).toMatchObject({
      ...{ status: 'pass', values: { of: '180' } },
      evidence: expect.arrayContaining([
        expect.objectContaining({ value: `${calm.values!['kept']} of 180` }),
      ]),
    });
    expect(calm.values!['reading']).toMatch(
      /20 more ordinary checkouts were slow or failed and do not count\.$/,
    );
    expect(judges.policies(slow(0.2))).toMatchObject({ status: 'inconclusive', finding: 'machine-too-slow' });
  });
});

describe('a sampler that does not', () => {
  const but =
    (not: RegExp): Keeps =>
    (one, x) =>
      !not.test(one.group.label) && right(0.05)(one, x);

  test.each<[string, Tail, string]>([
    ['nothing received', { accepted: 0, stores: () => false }, 'collector-takes-nothing'],
    [
      'nothing received, with room',
      { accepted: 0, met: 0, stores: () => false, blocking: { room: 50, metBefore: 3 } },
      'collector-takes-nothing',
    ],
    ['no sampler', { met: 0, keeps: () => true }, 'not-in-pipeline'],
    ['no sampler, no exporter', { met: 0, stores: () => false }, 'nothing-arrives'],
    ['a sampler before it', { met: 17 }, 'dropped-before-decision'],
    [
      'a full sampler that lets nothing in',
      { accepted: 0, met: 0, stores: () => false, blocking: { room: 50, metBefore: 50 } },
      'dropped-before-decision',
    ],
    ['no room', { evicted: 234 }, 'traces-evicted'],
    ['too large', { tooLarge: 280 }, 'traces-evicted'],
    ['too late', { undecided: 280, keeps: () => false }, 'decided-too-late'],
    ['a broken exporter', { stores: () => false }, 'nothing-arrives'],
    ['a sampler behind it', { stores: (_, x) => x < 0.01 }, 'dropped-after-decision'],
    ['errors', { keeps: but(/declined|not exist/) }, 'errors-lost'],
    ['declined payments', { keeps: but(/declined/) }, 'errors-lost'],
    ['what nobody listed', { keeps: but(/not answer/) }, 'errors-lost'],
    ['what is no 5xx', { keeps: but(/not exist/) }, 'errors-lost'],
    ['everything slow', { keeps: but(/b-9/) }, 'slow-lost'],
    ['what is slow elsewhere', { keeps: but(/b-910/) }, 'slow-lost'],
    ['what is slow by no single span', { keeps: but(/0\.54/) }, 'slow-lost'],
    ['everything', { keeps: () => true }, 'rest-not-sampled'],
    [
      'what takes 0.4 s',
      { keeps: (one, x) => /0\.35/.test(one.group.label) || right(0.05)(one, x) },
      'rest-not-sampled',
    ],
    ['six percent', { keeps: right(0.0601) }, 'rest-not-sampled'],
    ['ten percent', { keeps: right(0.1) }, 'rest-not-sampled'],
    ['a half', { keeps: right(0.5) }, 'rest-not-sampled'],
    ['what begins in the shop', { keeps: keepsFree }, 'rest-not-sampled'],
    ['no rest', { keeps: right(0) }, 'rest-too-few'],
    ['a fraction', { keeps: right(0.0005) }, 'rest-too-few'],
    ['four percent', { keeps: right(0.0399) }, 'rest-too-few'],
    ['a second pipeline', { stores: () => true }, 'unsampled-copy'],
  ])('%s', (_, tail, finding) => {
    expect(policies(tail)).toMatchObject({ status: 'fail', finding });
  });

  test.each(PROCESSOR_NUMBERS.entries().toArray())(
    'takes another share in a pipeline beside it, by its number %i, and is no copy of everything',
    (_, number) => {
      expect(policies(besides(number, 0.15)).finding).toBe('rest-not-sampled');
      expect(policies(besides(number, 0.01)).finding).toBe('rest-too-few');
    },
  );

  test('has traces of an attempt before to decide on is not said to drop what it chose there', () => {
    const earlier = { all: 280, chosen: 60 };
    expect(policies({ earlier }).status).toBe('pass');
    expect(policies({ earlier, undecided: 280 })).toMatchObject({
      finding: 'decided-too-late',
      values: { observed: '15 s after the last answer the sampler had not decided on every trace.' },
    });
    expect(policies({ earlier: { all: 30, chosen: 2 }, stores: () => false }).finding).toBe(
      'nothing-arrives',
    );
  });

  test('and another behind it that keeps all of that are not said to drop anything', () => {
    const twice = (stores?: Tail['stores']) => {
      const seen = tailSampled(GROUPS, stores ? { stores } : {});
      const { met, decisions } = seen.collector!;
      const again = decisions.filter(({ labels }) => labels['sampled'] === 'true');
      const collector = { ...seen.collector!, met: [...met, ...again], decisions: [...decisions, ...again] };
      return judges.policies({ ...seen, collector, sampledPipelines: 1 });
    };
    expect(twice()).toMatchObject({ status: 'pass' });
    expect(twice((_, x) => x < 0.01)).toMatchObject({ finding: 'dropped-after-decision' });
  });

  test('waits longer than the step about late failures asks for', () => {
    expect(late({ samplingWait: 12_000 })).toMatchObject({
      ...{ status: 'fail', finding: 'decided-too-late' },
      values: { observed: 'The sampler decides 12 s after the first span of a trace.' },
    });
    expect(late({ samplingWait: 10_000 }).status).toBe('pass');
    expect(policies({ samplingWait: 12_000 }).status).toBe('pass');
  });

  test('waits until the bank has answered and no longer: whether late failures are in time is chance', () => {
    for (const keeps of [right(0.05), but(/after 3 s/)]) {
      expect(late({ samplingWait: 10_000, soonestDecision: 3000, keeps })).toMatchObject({
        ...{ finding: 'no-margin', values: { seconds: '3', of: '6' } },
      });
    }
    expect(late({ soonestDecision: 4000 }).status).toBe('pass');
    expect(late({ soonestDecision: 2000, keeps: but(/after 3 s/) }).finding).toBe('late-errors-lost');
    expect(policies({ soonestDecision: 3000 }).status).toBe('pass');
  });

  test('says which kinds of failures are missing', () => {
    expect(policies({ keeps: but(/with a declined card/) }).values).toEqual({
      lost: '10 of 10 declined payments',
    });
    expect(policies({ keeps: but(/declined|not exist/) }).values).toEqual({
      lost: '10 of 10 declined payments and 2 of 2 requests for a book that does not exist',
    });
  });

  test('takes a limit by the second for a share only where requests come fast', () => {
    let kept = 0;
    // As many of those that come fast as a twentieth would keep, and all that come slowly.
    const keeps: Keeps = (one, x) => {
      if (/two a second/.test(one.group.label)) return true;
      return /ordinary/.test(one.group.label) ? kept++ % 20 === 7 : right(0)(one, x);
    };
    expect(more(keeps)).toMatchObject({ finding: 'rest-not-sampled', values: { kept: '12', of: '12' } });
  });

  test('is not blamed for a single slow insert: its last span may have come after a decision that was taken soon', () => {
    let count = 0;
    const without = (lost: number): Keeps => {
      count = 0;
      return (one, x) => !(/b-910/.test(one.group.label) && count++ < lost) && right(0.05)(one, x);
    };
    expect(policies({ keeps: without(1) }).status).toBe('pass');
    expect(policies({ keeps: without(2) }).status).toBe('pass');
    expect(policies({ keeps: without(3) }).finding).toBe('slow-lost');
    const seen = tailSampled(GROUPS, { keeps: without(3) });
    const requests = seen.requests.map((one) => (/b-910/.test(one.label) ? { ...one, lastLine: 1100 } : one));
    expect(judges.policies({ ...seen, requests }).finding).toBe('machine-too-slow');
  });

  test('is told from a right one by traces just above half a second and just below, where the machine shows them', () => {
    const timed = (label: RegExp, lastLine: number, tail: Tail) => {
      const seen = tailSampled(GROUPS, tail);
      const requests = seen.requests.map((one) => (label.test(one.label) ? { ...one, lastLine } : one));
      return judges.policies({ ...seen, requests });
    };
    const from700: Tail = { keeps: but(/0\.54/) };
    expect(timed(/0\.54/, 565, from700).values).toEqual({
      lost: '4 of 4 traces in which a book was asked for 0.54 s after the checkout',
    });
    // A busy machine made one of them longer than 700 ms, which such a policy keeps.
    let count = 0;
    const one = timed(/0\.54/, 565, {
      keeps: (of, x) => (/0\.54/.test(of.group.label) ? count++ === 0 : right(0.05)(of, x)),
    });
    expect(one.values).toMatchObject({ lost: expect.stringContaining('3 of 4 traces') });
    // A look-up that did not come, and one that came so late that the decision may have been before it.
    expect(timed(/0\.54/, 25, from700).finding).toBe('machine-too-slow');
    expect(timed(/0\.54/, 1200, from700).finding).toBe('machine-too-slow');
    const from100: Tail = { keeps: (one, x) => /0\.35/.test(one.group.label) || right(0.05)(one, x) };
    expect(timed(/0\.35/, 375, from100)).toMatchObject({ values: { kept: '6', of: '6', share: '100' } });
    expect(timed(/0\.35/, 510, from100).finding).toBe('machine-too-slow');
  });

  test('is known by its number where another salt decided', () => {
    expect(more(salted(0.15)).finding).toBe('rest-not-sampled');
    expect(more(salted(0.01)).finding).toBe('rest-too-few');
  });

  test('is at fault for a lost status only where the failures are lost too', () => {
    const low = /id that the ratio keeps/;
    const noStatus: Tail = { keeps: but(/with a declined card(?!.*ratio)/), statusOf: () => 'unset' };
    expect(policies(noStatus).finding).toBe('status-lost-before');
    expect(policies({ ...noStatus, statusOf: () => 'error' }).finding).toBe('errors-lost');
    expect(policies({ statusOf: () => 'unset' }).status).toBe('pass');
    expect(low.test(GROUPS.map(({ label }) => label).join())).toBe(true);
  });

  test('keeps traces with holes, or without their last spans', () => {
    const torn = lostSpans(tailSampled(GROUPS, {}), { spans: 5, outcome: 'holes', orphans: 4 });
    expect(judges.policies(torn)).toMatchObject({
      ...{ finding: 'kept-traces-incomplete', values: { spans: '5', whole: ' of 10' } },
    });
    const short = lostSpans(tailSampled(GROUPS, {}), { spans: 9, outcome: 'whole', orphans: 0 });
    expect(judges.policies(short).finding).toBe('kept-traces-incomplete');
  });
});

describe('a head sampler', () => {
  test('is named with the first service that decides', () => {
    const dropped = (services: readonly string[]) =>
      policies({ unsampled: (one, service) => one.probe.header === '' && services.includes(service) });
    expect(dropped(['orders', 'payments-worker'])).toMatchObject({
      ...{ finding: 'head-still-dropping', values: { service: 'orders' } },
    });
    expect(dropped(['storefront', 'orders'])).toMatchObject({ values: { service: 'storefront' } });
  });
});

describe('late failures', () => {
  const early: Keeps = (one, x) => !/after 3 s/.test(one.group.label) && right(0.05)(one, x);
  const lateAndPlain: Keeps = (one, x) => !/after 3 s, without/.test(one.group.label) && right(0.05)(one, x);

  test('are lost where the decision came before them', () => {
    expect(late({ keeps: early, lateSpans: 14 })).toMatchObject({
      ...{ finding: 'late-errors-lost', values: { lost: '6', of: '6' } },
    });
    expect(late({ keeps: early, lateSpans: 14 }).values!['cause']).toBe(
      '14 spans came after the decision on their trace.',
    );
  });

  test('say that the root begins another wait where only the shop’s own traces are lost', () => {
    expect(late({ keeps: lateAndPlain, lateSpans: 6 }).values!['cause']).toContain('without a parent');
  });

  test('are a matter of the policies where no span was late', () => {
    expect(late({ keeps: early }).values!['cause']).toContain('the wait was long enough');
  });

  test('are said only where the early ones are there', () => {
    expect(
      late({ keeps: (one, x) => !/declined/.test(one.group.label) && right(0.05)(one, x) }).finding,
    ).toBe('errors-lost');
  });
});

describe('what one percent leaves', () => {
  const blind = (recorded: (index: number) => boolean) => {
    let index = 0;
    const known = new Map<object, boolean>();
    const isRecorded = (one: object) => {
      if (!known.has(one)) known.set(one, recorded(index++));
      return known.get(one)!;
    };
    return judges.blind(
      tailSampled(BLIND, { keeps: (one) => isRecorded(one), unsampled: (one) => !isRecorded(one) }),
    );
  };

  test('is looked at', () => {
    expect(blind((index) => index === 3)).toMatchObject({
      ...{ status: 'pass', values: { failed: '20', recorded: '1', of: '200' } },
    });
    expect(blind(() => false)).toMatchObject({ status: 'pass', values: { stored: '0' } });
  });

  test('is not to be seen where the services record more', () => {
    expect(blind((index) => index < MOST_RECORDED).status).toBe('pass');
    expect(blind((index) => index <= MOST_RECORDED).finding).toBe('no-loss');
  });
});

describe('a right sampler is called wrong', () => {
  test('never where a ratio of the ids decides: whatever the ids are, 5 % keeps the strata 0 to 9', () => {
    for (let run = 0; run < 20; run += 1)
      expect(readShare(tailSampled(GROUPS, {}))).toMatchObject({ verdict: 'right', kept: 10, of: 200 });
  });

  test('in 7.4 of 100 000 checks where something else decides, exactly', () => {
    const { least, most, falseAlarm } = shareBounds(1260, 0.05, 1e-4);
    expect([least, most]).toEqual([35, 95]);
    // In whole numbers: the ways to keep k of n are C(n, k) · 19^(n − k), out of 20^n.
    const exact = 1 - chanceAbove(1260, 34) + chanceAbove(1260, 95);
    expect(exact.toExponential(1)).toBe('7.4e-5');
    expect(falseAlarm).toBeCloseTo(exact, 9);
  });

  test('in 1.1 of 100 000 by those that come slowly, and more seldom by those without a traceparent', () => {
    expect(chanceAbove(12, MOST_PACED).toExponential(1)).toBe('1.1e-5');
    const byQuick = [4, 5, 6].map((all) => chanceAbove(all, mostOf(all) - 1).toExponential(1));
    expect(byQuick).toEqual(['6.3e-6', '3.1e-7', '1.8e-6']);
    const { most } = shareBounds(60, 0.05, FREE_CHANCE);
    expect(chanceAbove(60, most)).toBeLessThan(FREE_CHANCE);
    expect(chanceAbove(60, most - 1)).toBeGreaterThan(FREE_CHANCE / 2);
  });

  test('in 6.9 of a million where one percent is looked at', () => {
    expect(chanceAbove(200, MOST_RECORDED, { one: 1n, of: 100n }).toExponential(1)).toBe('6.9e-6');
  });
});

/** By Go's hash/fnv over four zeros and the sixteen bytes. */
const PROCESSOR = { hash: 7652 };
/** Made with Go's hash/fnv. */
const KNOWN = { zeros: 0.881183083825575, w3c: 0.202141036366191 };

function keepsFree(...[one, x]: Parameters<Keeps>): boolean {
  return one.group.label === 'ordinary, without a traceparent' || right(0.05)(one, x);
}

/** A ratio whose numbers are not those of the ids. */
function salted(share: number): Keeps {
  let turn = 0;
  return (one, x) => right(0)(one, x) || turn++ % Math.round(1 / share) === 3;
}
