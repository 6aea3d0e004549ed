import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { checkoutFact, placeFact } from './facts.ts';
import { hasArrived, idsIn, ofKind, spansIn, storedIn, urlIn } from './held.ts';
import { idleExporters, liveExporters, pipelinesToTempo, wayOf } from './the-way.ts';

/** Jaeger gets what Tempo got before, and Tempo gets nothing any more. */
export const backendReplaced = diagnosis(['backend-replaced'], (seen: PipelineSeen) => {
  const way = wayOf(seen);
  if (hasArrived('tempo', seen) || pipelinesToTempo(way).length > 0) return undefined;
  if (!hasArrived('jaeger', seen)) return undefined;
  const inJaeger = storedIn('jaeger', seen.checkouts);
  const idle = idleExporters(way, 'tempo');
  return {
    status: 'fail',
    finding: 'backend-replaced',
    values: { count: String(inJaeger.length), file: seen.file },
    evidence: [
      checkoutFact('jaeger', inJaeger[0]!),
      checkoutFact('tempo', inJaeger[0]!),
      ...idle.map((id) => placeFact(seen.file, `exporters.${id}`, 'Defined, and no pipeline names it.')),
    ],
  };
});

/** Jaeger has checkouts that the sampler has dropped for Tempo. */
export const unsampledCopy = diagnosis(['unsampled-copy'], (seen: PipelineSeen) => {
  const ordinary = ofKind(seen, 'ordinary');
  const extra = storedIn('jaeger', ordinary);
  const [first] = extra;
  if (!first) return undefined;
  return {
    status: 'fail',
    finding: 'unsampled-copy',
    values: { extra: String(extra.length), of: String(ordinary.length), file: seen.file },
    evidence: [checkoutFact('jaeger', first), checkoutFact('tempo', first), ...waysToJaeger(seen)],
  };
});

/** What Jaeger has was not scrubbed. */
export const unscrubbedCopy = diagnosis(['unscrubbed-copy'], (seen: PipelineSeen) => {
  const leaking = seen.checkouts.find(({ inJaeger = [] }) => urlIn(inJaeger));
  if (!leaking) return undefined;
  const { key, service } = urlIn(leaking.inJaeger!)!;
  return {
    status: 'fail',
    finding: 'unscrubbed-copy',
    values: { key, service, file: seen.file },
    evidence: [
      { kind: 'backend', name: 'jaeger', note: `A span of ${service} holds the URL of a book: ${key}.` },
      checkoutFact('jaeger', leaking),
      ...waysToJaeger(seen),
    ],
  };
});

/** Of one checkout the two have different spans. */
export const backendsDiffer = diagnosis(['backends-differ'], (seen: PipelineSeen) => {
  const other = seen.checkouts.find(({ spans, inJaeger = [] }) => {
    const [tempo, jaeger] = [idsIn(spans), idsIn(inJaeger)];
    return tempo.symmetricDifference(jaeger).size > 0;
  });
  if (!other) return undefined;
  const [tempo, jaeger] = [spansIn(other.spans), spansIn(other.inJaeger ?? [])];
  return {
    status: 'fail',
    finding: 'backends-differ',
    values: { label: other.label, tempo: String(tempo), jaeger: String(jaeger), file: seen.file },
    evidence: [checkoutFact('tempo', other), checkoutFact('jaeger', other), ...waysToJaeger(seen)],
  };
});

function waysToJaeger(seen: PipelineSeen) {
  const way = wayOf(seen);
  const exporters = liveExporters(way, 'jaeger');
  return way.live
    .filter((pipeline) => pipeline.exporters.some((id) => exporters.includes(id)))
    .map(({ name, processors }) =>
      placeFact(
        seen.file,
        `service.pipelines.${name}`,
        processors.length > 0 ? `On its way: ${processors.join(', ')}.` : 'Nothing is on its way.',
      ),
    );
}
