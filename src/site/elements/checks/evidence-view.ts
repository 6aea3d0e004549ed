import { html, nothing, type TemplateResult } from 'lit-html';
import { headerTexts, lineWords, placeText, seriesText } from '#course/evidence-text.ts';
import type { Evidence } from '#course/verdict.ts';
import { readLogLine } from '../logs/log-line.ts';
import { inline } from '../page/step-markdown.ts';

/** Draws the button that leads to a trace. */
type TraceButton = (traceId: string) => TemplateResult;

/** The facts a verdict rests on, each as its kind is shown best. */
export function evidenceView(evidence: readonly Evidence[], traceButton: TraceButton): TemplateResult {
  return html`<ul class="evidence">${evidence.map((fact) => {
    const service = fact.kind === 'span' || fact.kind === 'log' ? fact.service : nothing;
    return html`<li data-kind="${fact.kind}" data-service="${service}"><p>${factView(fact, traceButton)}</p></li>`;
  })}</ul>`;
}

function factView(fact: Evidence, traceButton: TraceButton): TemplateResult {
  switch (fact.kind) {
    case 'span':
      return html`${serviceName(fact.service)} ${inline(fact.note)}${optional(fact.traceId, traceButton)}`;
    case 'log':
      return logView(fact, traceButton);
    case 'metric':
      return html`<code class="evidence-about">${seriesText(fact)}</code> <b class="evidence-value">${fact.value}</b>${
        fact.note ? html` ${factText(fact.note)}` : nothing
      }${optional(fact.exemplar?.traceId, traceButton)}`;
    case 'config':
      return html`<button type="button" class="evidence-place" data-open="${fact.file}" data-line="${fact.line ?? 1}" data-column="${fact.column ?? 1}" title="Open this file">${placeText(fact)}</button> ${inline(fact.note)}`;
    case 'backend':
      return html`<b class="evidence-about">${fact.name}</b> ${inline(fact.note)}`;
    case 'message':
      return messageView(fact, traceButton);
  }
}

/** What a fact says: inline Markdown, at whose end may be a row of dots, as of requests that were kept or not. */
export function factText(text: string): TemplateResult {
  const [, words = text, dots] = /^(.*?)([●·]{10}[●· ]*)$/.exec(text) ?? [];
  return dots === undefined ? inline(text) : html`${inline(words)}${stripView(dots)}`;
}

/** The dots in tens, each in a place of its own: no font of the page has both, and in two they take different widths. */
function stripView(text: string): TemplateResult {
  const dots = text.replaceAll(' ', '');
  const tens = dots.match(/.{1,10}/g) ?? [];
  const runs = (dots.match(/●+|·+/g) ?? []).map(
    (run) => `${run.length} ${run[0] === '●' ? 'filled' : 'empty'}`,
  );
  return html`<span class="evidence-strip" role="img" aria-label="Dots in order: ${runs.join(', ')}">${tens.map(
    (ten) => html`<span>${[...ten].map((dot) => html`<i>${dot}</i>`)}</span>`,
  )}</span>`;
}

/** What a sender wrote is no Markdown. */
function messageView(fact: Evidence & { kind: 'message' }, traceButton: TraceButton): TemplateResult {
  const { queue, redelivered, note, traceId } = fact;
  const headers = headerTexts(fact);
  return html`<b class="evidence-about">message in ${queue}</b>${redelivered ? ', delivered again' : nothing} ${
    headers.length === 0
      ? 'without headers'
      : headers.map((header) => html`<code class="evidence-line">${header}</code> `)
  }${note ? html` ${inline(note)}` : nothing}${optional(traceId, traceButton)}`;
}

function logView(fact: Evidence & { kind: 'log' }, traceButton: TraceButton): TemplateResult {
  const { service, time, line, field, traceId, note } = fact;
  // The Logs panel seeks in what it shows of a line, its message and fields, and not in the JSON that a service wrote.
  const words = traceId || readLogLine(service, 0, line).message;
  // A note that quotes the line says it all.
  const quoted = note?.includes(line) === true;
  return html`${serviceName(service)}${
    time === undefined
      ? nothing
      : html` <time datetime="${new Date(time).toISOString()}">${clock(time)}</time>`
  }${quoted ? nothing : html` <code class="evidence-line">${lineWords(line)}</code>`}${
    field && !quoted ? html` <span class="evidence-field">field <code>${field}</code></span>` : nothing
  }${note ? html` ${inline(note)}` : nothing}${optional(traceId, traceButton)} <button type="button" class="trace-id" data-logs="${words}" data-part="${service}" title="Show this line in the Logs tab">its log</button>`;
}

function serviceName(service: string): TemplateResult {
  return html`<span class="service"><b>${service}</b></span>`;
}

function optional(traceId: string | undefined, traceButton: TraceButton): TemplateResult | typeof nothing {
  return traceId ? html` ${traceButton(traceId)}` : nothing;
}

function clock(time: number): string {
  return new Date(time).toLocaleTimeString();
}
