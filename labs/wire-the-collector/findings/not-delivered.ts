import { diagnosis } from '#grading/diagnosis.ts';
import { addressOf } from '#grading/experiments/pipeline/exporter-target.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import type { Judgement } from '#grading/judgement.ts';
import { acceptedFact, countFact, NAMES, placeFact } from './facts.ts';
import { hasArrived } from './held.ts';
import { type Backend, idleExporters, liveExporters, sum, type Way, wayOf } from './the-way.ts';

const GIVES = ['exporter-not-in-pipeline', 'missing-tls-insecure', 'wrong-port-protocol'] as const;
type Found = Judgement<(typeof GIVES)[number]> | undefined;

/** Spans come into the Collector, and a backend gets none: no pipeline ends there, or its exporter cannot deliver. */
export function notDelivered(backend: Backend) {
  return diagnosis(GIVES, (seen: PipelineSeen): Found => {
    if (hasArrived(backend, seen)) return undefined;
    const way = wayOf(seen);
    const candidates = liveExporters(way, backend);
    if (candidates.length > 0) return cannotDeliver(seen, way, { backend, candidates });
    const idle = idleExporters(way, backend);
    const elsewhere = [...liveExporters(way, 'elsewhere'), ...liveExporters(way, 'itself')];
    // An exporter with another address was meant for a backend, unless that backend is the one it serves already.
    if (idle.length === 0 && elsewhere.length > 0) return sendsElsewhere(seen, way, { backend, elsewhere });
    return notNamed(seen, way, { backend, idle });
  });
}

interface Ends {
  backend: Backend;
  candidates: readonly string[];
}

function cannotDeliver(seen: PipelineSeen, way: Way, { backend, candidates }: Ends): Found {
  const complaint = seen.complaints.findLast(({ component }) => candidates.includes(component));
  if (!complaint) return undefined;
  const { component: exporter, message } = complaint;
  const said = message.slice(0, 240);
  const waiting = sum(way.counted.waiting, 'exporter', [exporter]);
  const evidence: Judgement['evidence'] = [
    { kind: 'log', service: 'collector', line: message },
    countFact('otelcol_exporter_queue_size', waiting, `Requests that wait in ${exporter}.`),
    acceptedFact(way),
    placeFact(seen.file, `exporters.${exporter}`, `It sends to ${addressOf(way.graph, exporter)}.`),
  ];
  const waits = waiting > 0 ? `${waiting} requests wait in its queue, and none` : 'None';
  const common = { exporter, said, waits, backend: NAMES[backend], file: seen.file };
  if (TLS.test(message)) return { status: 'fail', finding: 'missing-tls-insecure', values: common, evidence };
  return {
    status: 'fail',
    finding: 'wrong-port-protocol',
    values: {
      between: `between ${exporter} and ${NAMES[backend]}`,
      detail: `The Collector took ${way.accepted} spans, and ${exporter} delivered none of them. Its log: ${said}`,
      expected: TAKES[backend],
      where: `\`exporters.${exporter}\` of ${seen.file}`,
    },
    evidence,
  };
}

/** What Go says at the end that speaks TLS, of one that does not. */
const TLS = /does not look like a TLS handshake|server gave HTTP response to HTTPS client/;

function sendsElsewhere(
  seen: PipelineSeen,
  way: Way,
  { backend, elsewhere }: { backend: Backend; elsewhere: readonly string[] },
): Found {
  const complaint = seen.complaints.findLast(({ component }) => elsewhere.includes(component));
  const exporter = complaint?.component ?? elsewhere[0]!;
  const address = addressOf(way.graph, exporter);
  const said = complaint ? ` Its log: ${complaint.message.slice(0, 240)}` : '';
  return {
    status: 'fail',
    finding: 'wrong-port-protocol',
    values: {
      between: `between ${exporter} and ${NAMES[backend]}`,
      detail: `The Collector took ${way.accepted} spans. ${exporter} sends to ${address}, and nothing came to ${NAMES[backend]}.${said}`,
      expected: TAKES[backend],
      where: `\`exporters.${exporter}\` of ${seen.file}`,
    },
    evidence: [
      ...(complaint ? [{ kind: 'log' as const, service: 'collector', line: complaint.message }] : []),
      acceptedFact(way),
      placeFact(seen.file, `exporters.${exporter}`, `It sends to ${address}.`),
    ],
  };
}

function notNamed(
  { file }: PipelineSeen,
  way: Way,
  { backend, idle }: { backend: Backend; idle: readonly string[] },
): Found {
  const ends = [...new Set(way.live.flatMap(({ exporters }) => exporters))];
  const counts = ends.map((id) => `${id} sent ${sum(way.counted.sent, 'exporter', [id])}`).join(', ');
  const which =
    idle.length > 0
      ? `The pipeline does not name ${idle.join(', ')}.`
      : `No exporter of the file has the address of ${NAMES[backend]}.`;
  return {
    status: 'fail',
    finding: 'exporter-not-in-pipeline',
    values: { backend: NAMES[backend], accepted: String(way.accepted), counts, which, file },
    evidence: [
      acceptedFact(way),
      ...way.live.map(({ name, exporters }) =>
        placeFact(file, `service.pipelines.${name}.exporters`, `It names ${exporters.join(', ')}.`),
      ),
      ...idle.map((id) =>
        placeFact(file, `exporters.${id}`, 'Defined, and no pipeline on the way names it.'),
      ),
    ],
  };
}

const TAKES: Record<Backend, string> = {
  tempo: 'Tempo takes OTLP over gRPC, without TLS, at the address in TEMPO_OTLP_ADDRESS.',
  jaeger:
    'Jaeger takes OTLP over gRPC at the address in JAEGER_OTLP_ADDRESS, and over HTTP at the URL in JAEGER_OTLP_URL, both without TLS.',
};
