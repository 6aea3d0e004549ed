import { diagnosis } from '#grading/diagnosis.ts';
import type { Traffic, TrafficResult } from '#grading/experiments/traffic/seen.ts';
import type { Service } from '#system/part-names.ts';
import { decisionsOf, differs, firstThatDiffers, listOf, placeOf, wholeDecisionOf } from './decision.ts';
import { rowFacts } from './facts.ts';
import { plainOf } from './groups.ts';

/** Services decided differently about plain checkouts: traces are stored with parts missing. */
export const holesInTraces = diagnosis(['holes-in-traces'], (seen: Traffic) => {
  const plain = plainOf(seen);
  const holed = plain.filter(hasHole);
  const service = firstThatDiffers(holed, wholeDecisionOf);
  if (!service) return undefined;
  const differing = holed.filter((one) => differs(one, service, wholeDecisionOf));
  const [alike, { recorded, missing }] = mostFrequent(differing);
  return {
    status: 'fail',
    finding: 'holes-in-traces',
    values: {
      ...{ service, holes: String(holed.length), of: String(plain.length) },
      ...{ count: String(alike.length), recorded, missing, place: placeOf(seen, service) },
    },
    evidence: rowFacts([...alike, ...holed.filter((one) => !alike.includes(one))]),
  };
});

/** Whether some services recorded a request and others did not, or not whole. */
export function hasHole(request: TrafficResult): boolean {
  const decisions = decisionsOf(request, wholeDecisionOf);
  return decisions.some(({ recorded }) => recorded) && decisions.some(({ recorded }) => !recorded);
}

/** The requests that the same services recorded, most of all, and which those are. */
function mostFrequent(requests: readonly TrafficResult[]) {
  const groups = [...Map.groupBy(requests, (request) => JSON.stringify(shapeOf(request)))];
  const [shape, alike] = groups.toSorted(([, a], [, b]) => b.length - a.length)[0]!;
  return [alike, JSON.parse(shape) as ReturnType<typeof shapeOf>] as const;
}

function shapeOf(request: TrafficResult) {
  const decisions = decisionsOf(request, wholeDecisionOf);
  const part = ({ service }: { service: Service }) => request.stored.services.includes(service);
  const services = (wanted: boolean) => decisions.filter(({ recorded }) => recorded === wanted);
  const names = (of: ReturnType<typeof services>) => of.map(({ service }) => service);
  const [parts, nothing] = [services(false).filter(part), services(false).filter((one) => !part(one))];
  const said = [
    ...(nothing.length > 0 ? [`${listOf(names(nothing))} did not`] : []),
    ...(parts.length > 0 ? [`${listOf(names(parts))} only in part`] : []),
  ];
  return { recorded: listOf(names(services(true))), missing: said.join(', ') };
}
