import type { Attempt, LabView, StepView } from '#api/lab-view.ts';
import { html, type Markup } from '../page/markup.ts';
import { inline } from '../page/step-markdown.ts';
import { hintButton, hintsView } from './hints-view.ts';
import { verdictTexts } from './verdict-texts.ts';

/** The frame of the checks panel of a lab. */
export function checksFrame(lab: string): Markup {
  return html`<div data-part="steps" class="check-steps"><p class="empty">Asking the server for the steps of this lab.</p></div>
    <p class="check-progress" data-part="progress" hidden></p>
    <p class="check-note" data-part="note" role="status"></p>
    <div data-part="solution"></div>
    <div data-part="verdict"></div>
    <div data-part="history"></div>
    <lab-keep data-lab="${lab}"></lab-keep>`;
}

/** What follows a verdict: trying again, and the hints where it judged the learner. */
export function verdictPlaces(step: StepView | undefined, attempt: Attempt): Markup {
  const again = html`<button type="button" class="button small" data-check="${attempt.step}">Try again</button>`;
  if (!step || attempt.verdict.status !== 'fail') return html`<p class="verdict-actions">${again}</p>`;
  return html`${hintsView(step)}<p class="verdict-actions">${again} ${hintButton(step)}</p>`;
}

/** Earlier attempts, newest first. */
export function attemptList(lab: LabView, shown: Attempt | undefined): Markup {
  if (lab.attempts.length < 2) return html``;
  return html`<h3>Attempts</h3><ul class="attempts">${lab.attempts.map(
    ({ id, step, time, verdict, solved }) => {
      const { word, icon } = verdictTexts[verdict.status];
      return html`<li data-status="${verdict.status}"><button type="button" data-attempt="${id}" aria-current="${id === shown?.id}">
      <span class="attempt-word"><span aria-hidden="true">${icon}</span> ${word}</span> <span>${step}: ${inline(verdict.title)}${solved && ' (with the solution put in)'}</span>
      <time>${new Date(time).toLocaleTimeString()}</time></button></li>`;
    },
  )}</ul>`;
}
