import { html, nothing, type TemplateResult } from 'lit-html';
import type { LabView, StepView } from '#api/lab-view.ts';
import { blocks, inline } from '../page/step-markdown.ts';
import { hintButton, hintsView } from './hints-view.ts';

/** What the list of steps shows besides the lab. */
interface StepListState {
  /** The step whose text is open. */
  chosen: string | undefined;
  /** Whether the hints of the chosen step stand beside its verdict. */
  hintsElsewhere: boolean;
  /** Whether a check of this lab runs: no other can begin. */
  checking: boolean;
}

/** The steps, the chosen one with its text, its check and everything else that can be done with it. */
export function stepList(lab: LabView, state: StepListState): TemplateResult {
  return html`<ol class="steps">${lab.steps.map((step, index) => {
    const open = step.id === state.chosen;
    const here = step.id === lab.current;
    return html`<li data-passed="${step.passed}" data-here="${here}"><button type="button" class="step-choice" data-step="${step.id}" aria-expanded="${open}" aria-current="${here ? 'step' : nothing}">
        <span class="step-number">${index + 1}</span> <span>${inline(step.title)}</span>
        <span class="step-state" data-mark="${step.passed ? 'passed' : (step.mark ?? '')}">${stepWord(step)}</span></button>
      ${open ? stepBody(lab.id, step, here, state) : nothing}</li>`;
  })}</ol>`;
}

/** What became of a step, in a word or two; nothing while nothing has. */
export function stepWord({
  passed,
  mark,
}: Pick<StepView, 'passed' | 'mark'>): TemplateResult | typeof nothing {
  if (passed) return html`<span aria-hidden="true">✓</span> passed`;
  if (mark === 'solved') return html`solved, not passed`;
  return mark === 'skipped' ? html`skipped` : nothing;
}

function stepBody(lab: string, step: StepView, here: boolean, state: StepListState): TemplateResult {
  const { id, passed, text, edits, answers } = step;
  const change = (action: string, words: string) =>
    html`<button type="button" class="button small" data-change="${action}" data-of="${id}">${words}</button>`;
  return html`<div class="step-body">${blocks(text)}
    ${answers.length > 0 ? html`<step-answers data-lab="${lab}" data-step="${id}" data-place="panel"></step-answers>` : nothing}
    <p class="step-check"><button type="button" class="button primary" data-check="${id}" ?disabled=${state.checking}>${passed ? 'Check again' : 'Check'}</button>
      <a href="#step-${lab}-${id}">In the text</a></p>
    ${state.hintsElsewhere ? nothing : hintsView(step)}
    <p class="step-more">${state.hintsElsewhere ? nothing : hintButton(step)}
      ${here ? change('reset', 'Reset this step') : change('open', 'Go to this step')}
      ${change('skip', 'Skip it')} ${edits || answers.length > 0 ? change('solve', 'Solve it for me') : nothing}</p></div>`;
}
