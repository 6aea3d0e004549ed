import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { TraceList } from '#api/trace-view.ts';
import { showDuration } from '#trace-view/duration.ts';

/** How many traces match a query, and whether those listed are all of them. */
export function matchWords({ traces, matching = traces.length, more = false }: TraceList): string {
  if (matching === 0) return 'No stored trace matches.';
  if (matching === 1) return '1 trace matches.';
  if (matching <= traces.length) return `${matching} traces match, newest first.`;
  return `Of ${matching}${more ? ' or more' : ''} traces that match, the newest ${traces.length} are listed.`;
}

/** Traces as a list of buttons that open them, with what Tempo's search says of each. */
export function traceList(
  { traces }: TraceList,
  { title, none, shown }: { title: string; none: string; shown: readonly string[] },
): TemplateResult {
  return html`<section class="trace-list" aria-label="${title}"><h3>${title}</h3>
    ${
      traces.length === 0
        ? html`<p class="empty">${none}</p>`
        : html`<ul>${repeat(
            traces,
            ({ traceId }) => traceId,
            ({
              traceId,
              service,
              name,
              start,
              duration,
            }) => html`<li><button type="button" data-show-trace="${traceId}" aria-pressed="${shown.includes(traceId)}" data-service="${service}">
      <time>${new Date(start).toLocaleTimeString()}</time> <span class="service">${service || 'root not stored'}</span> <span class="trace-name">${name}</span>
      <span class="trace-took">${duration === 0 ? 'under 1 ms' : showDuration(duration)}</span> <code class="trace-id">${traceId.slice(0, 8)}</code></button></li>`,
          )}</ul>`
    }</section>`;
}
