import type { Service } from '#runtimes/parts.ts';
import type { Judgement } from '../check.ts';

/** A service that was built from the workspace ends by itself, or never becomes ready. */
export function doesNotStart(
  service: Service,
  exit: { code: number | null; signal: string | null } | null,
  lastLines: readonly string[],
): Judgement {
  const how = exit?.signal ? `ended by ${exit.signal}` : `ended with exit code ${exit?.code}`;
  const ending = exit ? how : 'runs, but does not become ready';
  const shown = lastLines.slice(-6);
  return {
    status: 'fail',
    finding: 'does-not-start',
    values: { service, ending, lastLine: shown.at(-1) ?? 'it logged nothing' },
    evidence: shown.map((note) => ({ traceId: '', service, note })),
  };
}
