import { evidenceText } from '#course/evidence-text.ts';
import type { Evidence, Verdict } from '#course/verdict.ts';
import type { Proven } from './prove-states.ts';
import { atShare, seconds } from './times.ts';
import { unfilledIn } from './unfilled.ts';

/** A line for one state, with the whole verdict where it is wrong. */
export function stateLine({ state, verdict, duration, right, first }: Proven): string {
  const before = first ? ` (at the second try; the first blamed the bench: ${saidOf(first)})` : '';
  const said = `${verdict.finding ? `${verdict.status} ${verdict.finding}` : verdict.status}${before}`;
  const line = `${right ? 'right' : 'WRONG'}  ${(duration / 1000).toFixed(1).padStart(5)} s  ${state.name}: ${said}`;
  if (right) return line;
  const { expected } = state;
  const wanted = expected.status === 'pass' ? 'pass' : `fail ${expected.finding ?? '(any finding)'}`;
  const unfilled = unfilledIn(verdict);
  const places = unfilled.length > 0 ? `\n  the check gives no value for ${unfilled.join(', ')}` : '';
  return `${line}\n  expected: ${wanted}${places}\n${indent(verdictText(verdict))}`;
}

function saidOf({ status, stage, observed }: Verdict): string {
  return `${status}, ${stage ?? observed}`;
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
    ...evidence.map(evidenceLine),
    ...(next ? [`  next:     ${next}`] : []),
  ].join('\n');
}

function evidenceLine(fact: Evidence): string {
  const { about, seen } = evidenceText(fact);
  const ids = fact.kind === 'span' || fact.kind === 'log' ? [fact.traceId, fact.spanId] : [];
  return `  - ${[about, ...ids].filter(Boolean).join(' ')}: ${seen}`;
}

/** What a proof took and left out, besides what it graded. */
interface Whole {
  /** States that were proved before and left out. */
  before: number;
  /** Milliseconds of all gradings, builds included; the start of the stack is not. */
  elapsed: number;
}

const UNDECIDED =
  'broken or inconclusive says nothing of a check: a part of the stack did not answer, often because the machine was busy; run the same command again, and it grades only what is left';

/** Times of all gradings and what was left out, then the closing line. */
export function closing(all: readonly Proven[], { before, elapsed }: Whole): string {
  const slowest = all.toSorted((a, b) => b.duration - a.duration);
  const durations = all.map(({ duration }) => duration);
  const at = (share: number) => seconds(atShare(durations, share));
  const named = slowest.slice(0, 3).map(({ state, duration }) => `${state.name} ${seconds(duration)}`);
  const astray = all.filter(({ right }) => !right);
  const undecided = astray.filter(
    ({ verdict: { status } }) => status === 'broken' || status === 'inconclusive',
  );
  return [
    ...differing(all).map((line) => `differs: ${line}`),
    ...(all.length > 0
      ? [
          `from request to verdict: median ${at(0.5)}, 95th percentile ${at(0.95)}, slowest ${named.join(', ')}`,
          `in all: ${seconds(elapsed)}, ${seconds(elapsed / all.length)} a state with its build`,
        ]
      : []),
    ...again(all),
    ...(before > 0
      ? [`${before} states proved before with the same files, checks and engine; --all proves them again`]
      : []),
    ...(undecided.length > 0 ? [UNDECIDED] : []),
    [
      `proved: ${all.length} states, ${astray.length - undecided.length} wrong`,
      ...(undecided.length > 0 ? [`${undecided.length} broken or inconclusive`] : []),
      ...(before > 0 ? [`${before} proved before`] : []),
    ].join(', '),
  ].join('\n');
}

function again(all: readonly Proven[]): string[] {
  const twice = all.filter(({ first }) => first);
  return twice.length > 0
    ? [
        `graded twice, since the first verdict blamed the bench: ${twice.map(({ state }) => state.name).join(', ')}`,
      ]
    : [];
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
