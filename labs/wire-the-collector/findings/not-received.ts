import { diagnosis } from '#grading/diagnosis.ts';
import { servicesReceivers } from '#grading/experiments/pipeline/live-pipelines.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { acceptedFact, placeFact } from './facts.ts';
import { type Way, wayOf } from './the-way.ts';

/** No span came into the Collector. Nothing of that is in its own log: the services say what happened to them. */
export const notReceived = diagnosis(
  ['receiver-not-in-pipeline', 'wrong-port-protocol'],
  (seen: PipelineSeen): Judgement<'receiver-not-in-pipeline' | 'wrong-port-protocol'> | undefined => {
    const way = wayOf(seen);
    // An exporter without a queue keeps the receiver waiting, which then has not taken the spans yet.
    if (way.accepted > 0 || way.refused > 0 || seen.complaints.length > 0) return undefined;
    const [service = 'storefront', error] = Object.entries(seen.exportErrors)[0] ?? [];
    const said = error ? `${service} says: ${shorten(error)}` : 'No service complains.';
    const line = error ? [{ kind: 'log' as const, service, line: error }] : [];
    const unused = way.live.length === 0 ? servicesReceivers(way.graph)[0] : undefined;
    if (unused) return receiverUnused(seen, way, { unused, said, line });
    return {
      status: 'fail',
      finding: 'wrong-port-protocol',
      values: {
        between: 'between the services and the receiver',
        detail: `The services sent the spans of ${seen.checkouts.length} checkouts, and the receiver took 0. ${said}`,
        expected: 'A receiver takes OTLP over HTTP, without TLS, at the address in OTLP_HTTP_ADDRESS.',
        where: `\`receivers\` of ${seen.file}`,
      },
      evidence: [...line, acceptedFact(way), placeFact(seen.file, 'receivers', listens(way))],
    };
  },
);

function receiverUnused(
  { file }: PipelineSeen,
  way: Way,
  { unused, said, line }: { unused: string; said: string; line: Judgement['evidence'] },
): Judgement<'receiver-not-in-pipeline'> {
  return {
    status: 'fail',
    finding: 'receiver-not-in-pipeline',
    values: { receiver: unused, said, file },
    evidence: [
      placeFact(file, `receivers.${unused}`, 'Defined, and no pipeline for traces begins with it.'),
      placeFact(file, 'service.pipelines', `It has ${Object.keys(way.graph.pipelines).join(', ')}.`),
      ...line,
    ],
  };
}

function listens({ graph }: Way): string {
  const wanted = graph.addresses['OTLP_HTTP_ADDRESS'] ?? 'OTLP_HTTP_ADDRESS';
  return `No receiver of the file listens for HTTP at ${wanted}.`;
}

/** The end of a service's complaint is what the network said; before it stand URL and SDK. */
function shorten(error: string): string {
  return error.replace(/^.*?traces export: /s, '').slice(0, 200);
}
