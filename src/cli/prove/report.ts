import type { Verdict } from '#course/verdict.ts';
import type { Proven } from './prove-states.ts';

/** A line for one state, with the whole verdict where it is wrong. */
export function stateLine({ state, verdict, duration, right }: Proven): string {
  const said = verdict.finding ? `${verdict.status} ${verdict.finding}` : verdict.status;
  const line = `${right ? 'right' : 'WRONG'}  ${(duration / 1000).toFixed(1).padStart(5)} s  ${state.name}: ${said}`;
  if (right) return line;
  const { expected } = state;
  const wanted = expected.status === 'pass' ? 'pass' : `fail ${expected.finding ?? '(any finding)'}`;
  return `${line}\n  expected: ${wanted}\n${indent(verdictText(verdict))}`;
}

/** A verdict for people to read. */
export function verdictText(verdict: Verdict): string {
  const { status, finding, title, observed, expected, evidence, where, next, stage } = verdict;
  return [
    `${status}${finding ? ` (${finding})` : ''}: ${title}`,
    `  observed: ${observed}`,
    `  expected: ${expected}`,
    ...(where ? [`  where:    ${where}`] : []),
    ...(stage ? [`  stage:    ${stage}`] : []),
    ...evidence.map(
      (fact) => `  - ${[fact.service, fact.traceId, fact.spanId].filter(Boolean).join(' ')}: ${fact.note}`,
    ),
    ...(next ? [`  next:     ${next}`] : []),
  ].join('\n');
}

/** Times of all gradings, then the closing line. */
export function closing(all: readonly Proven[]): string {
  const times = all.map(({ duration }) => duration).toSorted((a, b) => a - b);
  const at = (share: number) => ((times[Math.ceil(times.length * share) - 1] ?? 0) / 1000).toFixed(1);
  const wrong = all.filter(({ right }) => !right).length;
  const unlike = differing(all).map((line) => `differs: ${line}\n`);
  return `${unlike.join('')}from request to verdict: median ${at(0.5)} s, 95th percentile ${at(0.95)} s\nproved: ${all.length} states, ${wrong} wrong`;
}

/** States that were graded more than once and not always called the same. */
export function differing(all: readonly Proven[]): string[] {
  const byState = Map.groupBy(all, ({ state }) => `${state.lab}/${state.name}`);
  return [...byState].flatMap(([name, proven]) => {
    const said = new Set(
      proven.map(({ verdict: { status, finding } }) => [status, finding].join(' ').trim()),
    );
    return said.size > 1 ? [`${name} was called ${[...said].join(', ')}`] : [];
  });
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
