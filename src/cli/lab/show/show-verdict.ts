import type { Attempt, LabView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import { firstSpanIdOf, traceIdsOf } from '#course/evidence-ids.ts';
import { onSharedAxes } from '#trace-view/layout/shared-axis.ts';
import { drawTrace } from './draw-trace.ts';
import { showInline } from './markdown.ts';
import type { Paint } from './paint.ts';
import { showEvidence } from './show-evidence.ts';
import { stepName } from './step-name.ts';
import { VERDICTS } from './verdict-texts.ts';
import { harmless, wrap } from './wrap.ts';

interface Showing {
  lab: Pick<LabView, 'steps'>;
  paint: Paint;
  width: number;
  /** The traces to draw, most telling first. */
  traces: readonly TraceView[];
}

const LABEL = 15;
/** Longer lines are hard to read. */
const WIDEST = 100;

/** One attempt's verdict: the card of the page as text. */
export function showVerdict(attempt: Attempt, { lab, paint, width, traces }: Showing): string {
  const { verdict } = attempt;
  const { word, icon, colour } = VERDICTS[verdict.status];
  const line = Math.min(width, WIDEST);
  const seconds = (attempt.duration / 1000).toFixed(1);
  const say = (text: string) => showInline(harmless(text), paint);
  const field = (label: string, text: string | undefined) =>
    text === undefined
      ? []
      : [`${paint.dim(label.padEnd(LABEL))}${wrap(say(text), line - LABEL, ' '.repeat(LABEL))}`];
  const here = verdict.status === 'pass' ? undefined : firstSpanIdOf(verdict.evidence);
  const pictures = onSharedAxes(traces).flatMap(({ trace, extent }) => [
    '',
    drawTrace(trace, { paint, width, here, extent: trace.spans.length > 0 ? extent : undefined }),
  ]);
  const evidence = verdict.evidence.map((fact) => `  ${wrap(showEvidence(fact, paint), line - 2, '    ')}`);
  return [
    `${paint[colour](paint.bold(`${icon} ${word}`))}  ${paint.dim(stepName(lab, attempt.step))}`,
    paint.bold(wrap(say(verdict.title), line)),
    '',
    ...field('Observed', verdict.observed),
    ...field('Expected', verdict.expected),
    ...field('Fails at', verdict.stage),
    ...pictures,
    ...(pictures.length > 0 && (verdict.where ?? verdict.next) !== undefined ? [''] : []),
    ...field('Where to look', verdict.where),
    ...field('Next', verdict.next),
    ...(evidence.length > 0 ? ['', paint.bold('Evidence'), ...evidence] : []),
    '',
    // Once more, because the first line has often left the screen.
    `${paint[colour](`${icon} ${word}`)}  ${paint.dim(`attempt ${attempt.number}, graded in ${seconds} s`)}`,
  ].join('\n');
}

/** Ids of the traces a verdict rests on, most telling first, at most `max`. */
export function tracesOf({ verdict }: Attempt, max: number): string[] {
  return traceIdsOf(verdict.evidence).slice(0, max);
}
