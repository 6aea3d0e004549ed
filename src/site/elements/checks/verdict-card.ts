import { html, nothing, type TemplateResult } from 'lit-html';
import { changedSince } from '#api/attempt-age.ts';
import type { Attempt, LabView } from '#api/lab-view.ts';
import { firstSpanIdOf } from '#course/evidence-ids.ts';
import type { Verdict } from '#course/verdict.ts';
import { countRows, onSharedAxes } from '#trace-view/layout/shared-axis.ts';
import { axisOver } from '#trace-view/layout/waterfall-layout.ts';
import { inline } from '../page/step-markdown.ts';
import { SHARED_AXIS } from '../traces/checkout-view.ts';
import { waterfall } from '../traces/waterfall-view.ts';
import { evidenceView } from './evidence-view.ts';
import { placeIn, verdictTexts } from './verdict-texts.ts';
import { type KnownTraces, tracesOf } from './verdict-traces.ts';

/** Where a verdict is shown. */
interface Showing {
  lab: LabView;
  traces: KnownTraces;
  /** What follows the verdict: trying again, and hints. */
  places: TemplateResult;
}

/** One attempt's verdict with its evidence; the waterfalls of traces that are known are drawn, others are empty places. */
export function verdictCard(attempt: Attempt, { lab, traces, places }: Showing): TemplateResult {
  const { verdict } = attempt;
  const older = changedSince(attempt, lab);
  const { word, icon } = verdictTexts[verdict.status];
  const file = placeIn(
    [verdict.where, verdict.observed, ...verdict.evidence.map(({ note = '' }) => note)].join(' '),
  );
  const named = file ?? fileNamedIn(verdict.where ?? '', lab);
  return html`<article class="verdict" data-status="${verdict.status}" data-older="${older.length > 0}" aria-labelledby="verdict-${attempt.id}" tabindex="-1">
    ${older.length > 0 ? html`<p class="verdict-older"><b>Before your last change.</b> Since this verdict ${listed(older)} changed.</p>` : nothing}
    <p class="verdict-word"><span aria-hidden="true">${icon}</span> ${word}</p>
    <h3 id="verdict-${attempt.id}">${inline(verdict.title)}</h3>
    <dl><dt>Observed</dt><dd>${inline(verdict.observed)}</dd><dt>Expected</dt><dd>${inline(verdict.expected)}</dd>
    ${verdict.stage ? html`<dt>Fails at</dt><dd>${verdict.stage}</dd>` : nothing}</dl>
    ${pictures(verdict, traces)}
    ${verdict.where ? html`<p class="verdict-where"><b>Where to look</b> ${inline(verdict.where)}</p>` : nothing}
    ${verdict.next ? html`<p class="verdict-where"><b>Next</b> ${inline(verdict.next)}</p>` : nothing}
    ${named ? openButton(named) : nothing}
    ${places}
    ${verdict.evidence.length > 0 ? html`<h4>Evidence</h4>${evidenceView(verdict.evidence, traceButton)}` : nothing}
    <p class="verdict-meta">${stepNumber(lab, attempt.step)}Attempt ${attempt.number}, ${new Date(attempt.time).toLocaleTimeString()}, graded in ${(attempt.duration / 1000).toFixed(1)} s${
      verdict.checkTrace
        ? html`. This check is a trace too, of service spanwise, with a link to the trace of each of its probes: ${traceButton(verdict.checkTrace)}`
        : nothing
    }</p>
  </article>`;
}

function openButton({ path, line, column }: { path: string; line: number; column: number }): TemplateResult {
  const words = line > 1 ? `Open ${path} at line ${line}` : `Open ${path}`;
  return html`<p class="verdict-actions"><button type="button" class="button small" data-open="${path}" data-line="${line}" data-column="${column}">${words}</button></p>`;
}

/** A file of the lab that a text names without a line. */
function fileNamedIn(
  text: string,
  { files }: LabView,
): { path: string; line: number; column: number } | undefined {
  const named = files.find(({ path }) => text.includes(path));
  return named && { path: named.path, line: 1, column: 1 };
}

function stepNumber({ steps }: LabView, step: string): string {
  const number = 1 + steps.findIndex(({ id }) => id === step);
  return number > 0 ? `Step ${number}. ` : '';
}

function listed(paths: readonly string[]): string {
  const names = paths.map((path) => path.split('/').at(-1)!);
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function traceButton(traceId: string): TemplateResult {
  return html`<button type="button" class="trace-id" data-show-trace="${traceId}" title="Show trace ${traceId} in the Traces tab">trace ${traceId.slice(0, 8)}…</button>`;
}

function pictures(verdict: Verdict, traces: KnownTraces): TemplateResult {
  const hop = verdict.status === 'pass' ? undefined : firstSpanIdOf(verdict.evidence);
  const marked = new Map(hop ? [[hop, 'here']] : []);
  const known = tracesOf(verdict).flatMap((id) => traces.get(id) ?? []);
  const axes = onSharedAxes(known.filter(({ spans }) => spans.length > 0));
  return html`${axes.some(({ shared }) => shared) ? html`<p class="trace-facts">${SHARED_AXIS}</p>` : nothing}
    ${axes.map(
      ({ trace: { traceId, spans, waterfall: text }, extent }) =>
        html`<h4>Trace <code>${traceId.slice(0, 8)}</code> <small>${countRows(spans)}</small></h4>${waterfall(
          spans,
          {
            label: `Waterfall of trace ${traceId}`,
            ...{ text, marked, axis: axisOver(extent) },
          },
        )}`,
    )}`;
}
