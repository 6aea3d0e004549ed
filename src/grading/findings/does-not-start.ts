import { crashPlace } from '#runtimes/logs/crash-place.ts';
import { failureLines } from '#runtimes/logs/failure-lines.ts';
import type { Service } from '#system/part-names.ts';
import { stageOf } from '../bench-faults/stages.ts';
import type { Judgement } from '../judgement.ts';

/** A service that was built from the workspace ends by itself, or never becomes ready. */
export function doesNotStart(
  service: Service,
  exit: { code: number | null; signal: string | null } | null,
  lastLines: readonly string[],
  { during = 'its start' }: { during?: string } = {},
): Judgement<'does-not-start'> {
  const how = exit?.signal ? `ended by ${exit.signal}` : `ended with exit code ${exit?.code}`;
  const ending = exit ? `${how} during ${during}` : 'runs, but does not become ready';
  const shown = failureLines(lastLines);
  const place = crashPlace(lastLines.join('\n'));
  return {
    status: 'fail',
    finding: 'does-not-start',
    values: {
      service,
      what: during === 'its start' ? 'does not start' : 'does not stay up',
      ending,
      line: shown[0] ?? 'nothing',
      look: place
        ? `\`${place.file}:${place.line}\`, in \`${place.code}\`, where ${service} panicked`
        : `The code that ${service} runs when it starts or handles a request`,
    },
    // Of a stack the first place in the learner's files says more than its first lines.
    evidence: (place ? shown.slice(0, 1) : shown).map((line) => ({ kind: 'log', service, line })),
    stage: stageOf(service, 'answers'),
  };
}
