import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Attempt, LabView, StepView } from '#api/lab-view.ts';
import { unsavedList } from '../files/ask-unsaved.ts';
import { openUnsavedWords } from '../files/open-unsaved.ts';
import { inline } from '../page/step-markdown.ts';
import type { ChangeNote } from './change-lab.ts';
import type { ChecksState } from './check-attempts.ts';
import type { CheckProgress } from './check-progress.ts';
import { solutionView } from './diff-view.ts';
import { hintButton, verdictHints } from './hints-view.ts';
import { stepList } from './steps-view.ts';
import { verdictCard } from './verdict-card.ts';
import { verdictTexts } from './verdict-texts.ts';

/** The checks panel of a lab: its steps, the check that runs, the verdict in view and earlier attempts. */
export function checksView(
  id: string,
  state: ChecksState,
  progress: CheckProgress | undefined,
): TemplateResult {
  const { lab, attempt, solution } = state;
  const checking = progress !== undefined;
  return html`<div data-part="steps" class="check-steps">${
    lab
      ? stepList(lab, { chosen: state.step, hintsElsewhere: carriesHints(state), checking })
      : html`<p class="empty">Asking the server for the steps of this lab.</p>`
  }</div>
    <p class="check-progress" data-part="progress" ?hidden=${!checking}>${progress ? progressView(progress) : nothing}</p>
    <p class="check-note" data-part="note" role="status" tabindex="-1">${noteView(state.note)}</p>
    <div data-part="solution">${solution ? solutionView(solution.step, solution.number, solution.changes) : nothing}</div>
    <div data-part="verdict">${state.unsaved ? notJudged(state.unsaved) : nothing}${lab && attempt ? verdictCard(attempt, { lab, traces: state.traces, places: verdictPlaces(lab, attempt, state.hinted, checking) }) : nothing}</div>
    <div data-part="history">${lab ? attemptList(lab, attempt) : nothing}</div>
    <lab-keep data-lab="${id}"></lab-keep>`;
}

// A failed attempt at the chosen step carries the hints beside its verdict.
function carriesHints({ attempt, step }: ChecksState): boolean {
  return attempt?.verdict.status === 'fail' && attempt.step === step;
}

function progressView({ words, seconds }: CheckProgress): TemplateResult {
  return html`<span role="status" data-part="phase">${words}</span> <span data-part="clock" aria-hidden="true">${seconds} s, usually about 4 s</span>
        <button type="button" class="button small" data-action="cancel">Cancel</button>`;
}

function noteView({ words, undo }: ChangeNote): TemplateResult {
  return html`${words} ${
    undo ? html`<button type="button" class="button small" data-undo="${undo}">Undo</button>` : nothing
  }`;
}

// What follows a verdict: trying again, and the hints where it judged the learner.
function verdictPlaces(lab: LabView, attempt: Attempt, hinted: number, checking: boolean): TemplateResult {
  const step: StepView | undefined = lab.steps.find(({ id }) => id === attempt.step);
  const hints = step !== undefined && attempt.verdict.status === 'fail';
  return html`${hints ? verdictHints(step, hinted) : nothing}<p class="verdict-actions"><button type="button" class="button small" data-check="${attempt.step}" ?disabled=${checking}>Try again</button>
    ${hints ? hintButton(step) : nothing}</p>`;
}

// In the verdict's place: a check that would judge other text than the learner sees is not begun without a word.
function notJudged({ step, files }: NonNullable<ChecksState['unsaved']>): TemplateResult {
  return html`<section class="not-judged" aria-labelledby="not-judged" tabindex="-1">
    <h3 id="not-judged">Not checked: some of your text is not on disk</h3>
    ${unsavedList(files)}
    <p class="verdict-actions"><button type="button" class="button small" data-check="${step}">Save and check</button>
      <button type="button" class="button small" data-as-it-is="${step}">Check what is on disk</button>
      ${files.map(
        (file) =>
          html`<button type="button" class="button small" data-unsaved="${file.path}" data-of="${file.step ?? nothing}">${openUnsavedWords(file)}</button>`,
      )}</p>
  </section>`;
}

// Earlier attempts, newest first.
function attemptList(lab: LabView, shown: Attempt | undefined): TemplateResult | typeof nothing {
  if (lab.attempts.length < 2) return nothing;
  return html`<h3>Attempts</h3><ul class="attempts">${repeat(
    lab.attempts,
    ({ id }) => id,
    ({ id, step, time, verdict, solved }) => {
      const { word, icon } = verdictTexts[verdict.status];
      return html`<li data-status="${verdict.status}"><button type="button" data-attempt="${id}" aria-current="${id === shown?.id}">
      <span class="attempt-word"><span aria-hidden="true">${icon}</span> ${word}</span> <span>Step ${1 + lab.steps.findIndex((one) => one.id === step)}: ${inline(verdict.title)}${solved ? ' (with the solution put in)' : ''}</span>
      <time>${new Date(time).toLocaleTimeString()}</time></button></li>`;
    },
  )}</ul>`;
}
