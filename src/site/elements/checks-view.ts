import type { Attempt, LabView } from '#api/lab-view.ts';
import type { Step } from '#course/lab.ts';
import { html, type Markup } from './markup.ts';
import { blocks, inline } from './step-markdown.ts';
import { verdictWords } from './verdict-words.ts';

/** The frame of the checks panel. */
export function checksFrame(): Markup {
  return html`<div data-part="steps" class="check-steps"><p class="empty">Asking the server for the steps of this lab.</p></div>
    <p class="check-progress" data-part="progress" hidden></p>
    <p class="check-note" data-part="note" role="status"></p>
    <div data-part="verdict"></div>
    <div data-part="history"></div>`;
}

/** The steps, the chosen one with its text and its check button. */
export function stepList(lab: LabView, chosen: string | undefined): Markup {
  return html`<ol class="steps">${lab.steps.map((step, index) => {
    const open = step.id === chosen;
    return html`<li data-passed="${step.passed}"><button type="button" class="step-choice" data-step="${step.id}" aria-expanded="${open}">
        <span class="step-number">${index + 1}</span> <span>${inline(step.title)}</span>
        <span class="step-state">${step.passed && html`<span aria-hidden="true">✓</span> passed`}</span></button>
      ${
        open &&
        html`<div class="step-body">${blocks(step.text)}
        <button type="button" class="button primary" data-check="${step.id}">${step.passed ? 'Check again' : 'Check'}</button>
        <a href="#step-${step.id}">In the text</a></div>`
      }</li>`;
  })}</ol>`;
}

/** Hints given so far and the button for the next; only a verdict that judges the learner offers them. */
export function hintView(step: Step | undefined, attempt: Attempt, given: number): Markup {
  const again = html`<button type="button" class="button small" data-check="${attempt.step}">Try again</button>`;
  if (!step || attempt.verdict.status !== 'fail') return html`<p class="verdict-actions">${again}</p>`;
  const shown = step.hints.slice(0, given);
  const left = step.hints.length - shown.length;
  return html`${shown.map(
    (hint, index) =>
      html`<div class="hint" tabindex="-1"><b>Hint ${index + 1} of ${step.hints.length}</b>${blocks(hint)}</div>`,
  )}<p class="verdict-actions">${again}${
    left > 0 &&
    html`<button type="button" class="button small" data-action="hint">${given === 0 ? 'Give me a hint' : 'Another hint'} (${left} left)</button>`
  }</p>`;
}

/** Earlier attempts, newest first. */
export function attemptList(lab: LabView, shown: Attempt | undefined): Markup {
  if (lab.attempts.length < 2) return html``;
  return html`<h3>Attempts</h3><ul class="attempts">${lab.attempts.map(({ id, step, time, verdict }) => {
    const { word, icon } = verdictWords[verdict.status];
    return html`<li data-status="${verdict.status}"><button type="button" data-attempt="${id}" aria-current="${id === shown?.id}">
      <span class="attempt-word"><span aria-hidden="true">${icon}</span> ${word}</span> <span>${step}: ${inline(verdict.title)}</span>
      <time>${new Date(time).toLocaleTimeString()}</time></button></li>`;
  })}</ul>`;
}
