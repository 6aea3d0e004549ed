import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { PartView } from '#api/events.ts';
import type { BenchState } from '../server/bench-state.ts';
import { statusTexts, times } from './status-texts.ts';

/** The status button and its panel; `logs` are the newest lines of the parts whose log is open. */
export function statusView(
  state: BenchState,
  open: boolean,
  logs: ReadonlyMap<string, string>,
): TemplateResult {
  const { words, tone } = statusTexts(state);
  // Filled only while it is open: nobody reads it otherwise, and it would be drawn anew with every event.
  return html`<button type="button" class="status-toggle" aria-expanded="${open}" aria-controls="bench-status" data-action="toggle" data-tone="${tone}">
        <span class="status-mark" aria-hidden="true"></span><span class="status-line">${words}</span></button>
      <div class="status-panel" id="bench-status" ?hidden=${!open}>
        <div data-part="reason">${open ? explain(state) : nothing}</div><runtime-switch hidden></runtime-switch>
        <div data-part="state">${open ? [phases(state), parts(state, logs)] : nothing}</div></div>`;
}

function phases({ phases, ready }: BenchState): TemplateResult {
  const failed = !ready && phases.some(({ state }) => state === 'failed');
  return html`${
    phases.length > 0
      ? html`<h2>Start</h2><ol class="phases">${phases.map(
          (phase) => html`<li data-state="${phase.state}"><b>${phase.title}</b>
          <span>${phase.state === 'waiting' ? 'waiting' : `${phase.state}, ${times(phase)}`}</span>
          ${phase.detail ? html`<p>${phase.detail}</p>` : nothing}</li>`,
        )}</ol>`
      : nothing
  }${
    failed
      ? html`<p><button type="button" class="button small" data-action="up">Try to start again</button></p>`
      : nothing
  }`;
}

function parts({ parts, runtimes }: BenchState, logs: ReadonlyMap<string, string>): TemplateResult {
  // While the bench moves, its parts end: the reasons would be alarming and of no use.
  const quiet = runtimes?.changing !== undefined;
  const rows = repeat(
    parts,
    ({ part }) => part,
    (part) => partView(part, logs.get(part.part), quiet),
  );
  return html`${parts.length > 0 ? html`<h2>Parts</h2><ul class="parts">${rows}</ul>` : nothing}`;
}

function partView(
  { part, state, build, memory, reason }: PartView,
  log: string | undefined,
  quiet: boolean,
): TemplateResult {
  const built = build ? BUILDS[build.state] : '';
  const size = memory ? ` · ${Math.round(memory / 1048576)} MB` : '';
  return html`<li data-state="${state}" data-service="${part}">
      <span class="service">${part}</span> <span class="part-state">${state}${built}${size}</span>
      <span class="part-actions">
        <button type="button" class="button small" data-log="${part}" aria-expanded="${log !== undefined}">Log</button>
        <button type="button" class="button small" data-restart="${part}">Restart</button></span>
      ${reason && !quiet ? html`<p>${reason}</p>` : nothing}
      ${log === undefined ? nothing : html`<pre tabindex="0" aria-label="Newest lines of ${part}">${log}</pre>`}</li>`;
}

const BUILDS: Readonly<Record<NonNullable<PartView['build']>['state'], string>> = {
  current: '',
  stale: ' · older than its files',
  building: ' · its files are built',
  failed: ' · its files do not build',
};

function explain(state: BenchState): TemplateResult | typeof nothing {
  if (state.mode === 'static')
    return html`<p>This page is read without a bench. The quiz works; the labs need <code>npm start</code> on your machine.</p>`;
  if (state.mode === 'locked')
    return html`<p>Open the link printed in the terminal, or press Enter there for a new one.</p>`;
  if (state.mode === 'asking') return html`<p>Asking the server whether there is a bench.</p>`;
  if (!state.connected)
    return html`<p>The server does not answer. Look at the terminal where <code>npm start</code> runs. The page connects again by itself.</p>`;
  return state.reason ? html`<p>${state.reason}</p>` : nothing;
}
