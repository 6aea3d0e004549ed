import { diagnosis } from '#grading/diagnosis.ts';
import type { PipelineSeen } from '#grading/experiments/pipeline/pipeline-seen.ts';
import { accepted, arrived } from './arrivals.ts';

/** Nothing comes to Tempo and no exporter complains: the spans end somewhere else. */
export const exporterNotInPipeline = diagnosis(['exporter-not-in-pipeline'], (seen: PipelineSeen) => {
  if (arrived(seen)) return undefined;
  const { graph, file } = seen;
  const ends = Object.values(graph?.pipelines ?? {}).flatMap(({ exporters }) => exporters);
  const idle = Object.keys(graph?.exporters ?? {}).filter((name) => !ends.includes(name));
  return {
    status: 'fail',
    finding: 'exporter-not-in-pipeline',
    values: { idle: idle.join(', ') || 'no exporter of the file', accepted: String(accepted(seen)), file },
    evidence: [
      { kind: 'config', file, path: 'service.pipelines', note: `Its pipelines end at ${ends.join(', ')}.` },
      ...idle.map((name) => ({
        ...{ kind: 'config' as const, file, path: `exporters.${name}` },
        note: 'Described, and in no pipeline.',
      })),
    ],
  };
});
