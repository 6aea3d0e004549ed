import { html, nothing, type TemplateResult } from 'lit-html';
import type { SpanView } from '#api/trace-view.ts';
import { showDuration } from '#trace-view/duration.ts';
import { PARENT_MARKS } from '#trace-view/layout/row-layout.ts';
import { type Axis, axisOf, layOut, type Placement } from '#trace-view/layout/waterfall-layout.ts';

/** A span as a figure may give it: the facts a reader sees. */
export type FigureSpan = Pick<SpanView, 'spanId' | 'service' | 'name' | 'start' | 'duration' | 'depth'> &
  Partial<SpanView>;

export interface WaterfallOptions {
  label: string;
  /** Ids of spans to mark, with the word that says why. */
  marked?: ReadonlyMap<string, string>;
  /** The text twin; made from the spans when absent. */
  text?: string;
  /** Axis to share with other traces. */
  axis?: Axis;
  /** Whether rows open to show the span's attributes. */
  details?: boolean;
}

/** A trace as rows of bars with its text twin, as HTML: the same for figures, traces and evidence. */
export function waterfall(spans: readonly FigureSpan[], options: WaterfallOptions): TemplateResult {
  const axis = options.axis ?? axisOf(spans);
  const places = layOut(spans, axis);
  const rows = spans.map((span, index) => row(span, places[index]!, options));
  return html`<div class="waterfall" role="group" aria-label="${options.label}">
    <div class="wf-ruler" aria-hidden="true">${axis.ticks.map(
      (tick) => html`<span .style=${`left:${tick.at.toFixed(2)}%`}>${tick.label}</span>`,
    )}</div>
    <ol class="wf-rows">${rows}</ol>
    ${legend(spans, places)}
    <details class="wf-text"><summary>As text</summary><pre tabindex="0">${options.text ?? asText(spans)}</pre></details>
  </div>`;
}

// Says what a reader cannot guess of this figure, in sight of those who have no pointer to rest on a word.
function legend(spans: readonly FigureSpan[], places: readonly Placement[]): TemplateResult | typeof nothing {
  const words = [
    places.some(({ critical }) => !critical) &&
      'Strong bars make up the wait. Pale ones do not: nobody waited for them, or a span that ran beside them ended later.',
    places.some(({ gap }) => gap) && 'Dashed: from the parent’s end to this span’s start.',
    spans.some(({ outside }) => outside) &&
      `“${PARENT_MARKS.outside}”: the parent is the caller’s span, outside the Bookstore. Whoever sends a request need not record one.`,
    spans.some(({ orphan }) => orphan) &&
      `“${PARENT_MARKS.orphan}”: the span names a parent that nobody recorded.`,
  ].filter((one) => one !== false);
  if (words.length === 0) return nothing;
  return html`<p class="wf-legend">${words.map((one) => html`<span>${one}</span>`)}</p>`;
}

const KINDS: Record<string, [glyph: string, word: string]> = {
  server: ['▸', 'server span'],
  client: ['◂', 'client span'],
  producer: ['↥', 'producer span'],
  consumer: ['↧', 'consumer span'],
  internal: ['·', 'internal span'],
};

function row(span: FigureSpan, place: Placement, options: WaterfallOptions): TemplateResult {
  const [glyph, word] = KINDS[span.kind ?? 'internal'] ?? ['·', 'span'];
  const mark = options.marked?.get(span.spanId);
  const classes = ['wf-row', place.critical && 'critical', mark && 'marked'].filter(Boolean);
  const line = html`<span class="wf-name" .style=${`--depth:${span.depth}`}>
      <span class="wf-who"><span class="service" data-service="${span.service}">${span.service}</span>
      <span class="wf-kind" title="${word}"><span aria-hidden="true">${glyph}</span><span class="visually-hidden">${word}</span></span></span>
      <span class="wf-op" title="${span.name}">${span.name}</span>
      ${span.status === 'error' ? html`<strong class="wf-error">error</strong>` : nothing}
      ${span.orphan ? html`<strong class="wf-error">${PARENT_MARKS.orphan}</strong>` : nothing}
      ${span.outside ? html`<span class="wf-outside">${PARENT_MARKS.outside}</span>` : nothing}
      ${mark ? html`<strong class="wf-mark">${mark}</strong>` : nothing}
    </span>
    <span class="wf-track"><span class="wf-lane">${
      place.gap
        ? html`<span class="wf-gap" .style=${`left:${place.gap.left.toFixed(2)}%;width:${place.gap.width.toFixed(2)}%`}></span>`
        : nothing
    }<span class="wf-bar" .style=${`left:${place.left.toFixed(2)}%;width:${place.width.toFixed(2)}%`}></span>
      <span class="wf-time" .style=${`left:${(place.left + place.width).toFixed(2)}%`}>${showDuration(span.duration)}</span></span></span>`;
  const attributes = Object.entries(span.attributes ?? {});
  if (!options.details)
    return html`<li class="${classes.join(' ')}" data-service="${span.service}">${line}</li>`;
  return html`<li class="${classes.join(' ')}" data-service="${span.service}"><details><summary>${line}</summary>
    <dl class="wf-facts"><dt>span id</dt><dd><code>${span.spanId}</code></dd>
    ${span.parentSpanId ? html`<dt>parent</dt><dd><code>${span.parentSpanId}</code></dd>` : nothing}
    <dt>starts</dt><dd>${span.start < 0 ? `${showDuration(-span.start)} before the request` : `${showDuration(span.start)} after the first span`}</dd>
    ${attributes.map(([key, value]) => html`<dt>${key}</dt><dd>${String(value)}</dd>`)}</dl></details></li>`;
}

function asText(spans: readonly FigureSpan[]): string {
  const names = spans.map((span) => `${'  '.repeat(span.depth)}${span.service}  ${span.name}`);
  const width = Math.max(...names.map((name) => name.length), 0);
  return spans
    .map(
      (span, index) =>
        `${(names[index] ?? '').padEnd(width)}  ${showDuration(span.start)} + ${showDuration(span.duration)}`,
    )
    .join('\n');
}
