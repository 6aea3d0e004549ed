import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { LogEntry } from './log-line.ts';

/** What the logs panel shows. */
export interface LogsState {
  /** Names of all parts, and those whose lines are wanted. */
  parts: readonly string[];
  chosen: ReadonlySet<string>;
  /** The lines that are drawn, of those that fit the filter, of those that are kept. */
  shown: readonly LogEntry[];
  found: number;
  kept: number;
  /** Whether the lines stay because somebody reads among them. */
  held: boolean;
}

/** The logs panel: a button for each part, the words sought, and the lines. */
export function logsView({ parts, chosen, shown, found, kept, held }: LogsState): TemplateResult {
  return html`<div class="logs-head">
        <div role="group" aria-label="Parts whose logs are shown" class="log-parts">${repeat(
          parts,
          (part) => part,
          (part) =>
            html`<button type="button" data-part="${part}" data-service="${part}" aria-pressed="${chosen.has(part)}"><span class="service">${part}</span></button>`,
        )}</div>
        <label>Words or trace id <input type="search" spellcheck="false" autocomplete="off"></label>
      </div>
      <p class="log-count"><span role="status">${count(found, shown.length, kept, held)}</span>
        ${held ? html`<button type="button" class="button small" data-action="newest">To the newest line</button>` : nothing}</p>
      <div class="log-lines" tabindex="0" role="log" aria-live="off" aria-label="Log lines">${repeat(
        shown,
        // Lines stay the elements they are while others come and go, so that a selection in them stays too.
        (entry) => entry,
        line,
      )}</div>`;
}

function line(entry: LogEntry): TemplateResult {
  const level = entry.level && entry.level !== 'info' ? html`<b>${entry.level}</b> ` : nothing;
  return html`<div class="log-line" data-service="${entry.part}" data-level="${entry.level}"><time>${clock(entry.time)}</time>
    <span class="service">${entry.part}</span><span class="log-text">${level}${entry.message} <span class="log-rest">${entry.rest}</span>${
      entry.traceId
        ? html` <button type="button" class="trace-id" data-show-trace="${entry.traceId}" title="Show this trace in the Traces tab">${entry.traceId}</button>
          <button type="button" class="trace-only" data-trace="${entry.traceId}" title="Show only the lines of this trace, or all again">only</button>`
        : nothing
    }</span></div>`;
}

function clock(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${milliseconds}`;
}

function count(found: number, shown: number, kept: number, held: boolean): string {
  if (kept === 0) return 'No lines yet. Send a checkout and each service writes some.';
  if (found === 0) return `None of ${kept} lines fits the filter.`;
  // No number that grows with every line: a screen reader would say each.
  if (held) return 'The lines stay while you read. New ones come below.';
  return shown < found ? `The newest ${shown} of ${found} lines.` : `${found} of ${kept} lines.`;
}
