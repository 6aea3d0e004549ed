import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { SERVICES } from '#system/part-names.ts';
import { rowFact, rowFacts, stripFact } from './facts.ts';
import { plainOf } from './groups.ts';
import { hasHole } from './holes-in-traces.ts';

/** A whole trace, and the three kinds of holes that the samplers of the start leave. */
const SHOWN = 4;

/** The samplers agree already, so that there is nothing to see. */
export const noHoles = diagnosis(['no-holes'], (seen: Traffic) => {
  const plain = plainOf(seen);
  if (plain.some(hasHole)) return undefined;
  return {
    ...{ status: 'fail', finding: 'no-holes', values: { of: String(plain.length) } },
    evidence: rowFacts(plain),
  };
});

/** No trace has all four services: with the samplers of the start that comes in 1.4 of ten million checks. */
export const noWholeTrace = diagnosis(['no-whole-trace'], (seen: Traffic) => {
  const plain = plainOf(seen);
  if (plain.some(isWhole)) return undefined;
  return {
    ...{ status: 'inconclusive', finding: 'no-whole-trace', values: { of: String(plain.length) } },
    evidence: rowFacts(plain.filter(hasHole)),
  };
});

/** Some traces are whole, some have holes, and logs and store agree on which. */
export function passedHoles(seen: Traffic): Judgement<'pass'> {
  const plain = plainOf(seen);
  const [whole, holes] = [plain.filter(isWhole), plain.filter(hasHole)];
  const share = Math.round((100 * whole.length) / plain.length);
  return {
    status: 'pass',
    finding: 'pass',
    values: {
      ...{ whole: String(whole.length), holes: String(holes.length), of: String(plain.length) },
      none: String(plain.length - whole.length - holes.length),
      share: String(share),
    },
    evidence: [...[...whole.slice(0, 1), ...kinds(holes)].slice(0, SHOWN).map(rowFact), stripFact(plain)],
  };
}

/** Every service has a span in the trace, and nothing between them is missing. */
function isWhole({ stored }: TrafficResult): boolean {
  return stored.outcome === 'whole' && SERVICES.every((service) => stored.services.includes(service));
}

/** A trace of each kind of hole, the most frequent kind first. */
function kinds(holes: readonly TrafficResult[]): TrafficResult[] {
  const byKind = Map.groupBy(holes, ({ stored }) => stored.services.join());
  return [...byKind.values()].toSorted((a, b) => b.length - a.length).map(([first]) => first!);
}
