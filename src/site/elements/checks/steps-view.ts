import type { LabView, StepView } from '#api/lab-view.ts';
import { html, type Markup } from '../page/markup.ts';
import { blocks, inline } from '../page/step-markdown.ts';
import { hintButton, hintsView } from './hints-view.ts';

/** The steps, the chosen one with its text, its check and everything else that can be done with it. */
export function stepList(lab: LabView, chosen: string | undefined, hintsElsewhere: boolean): Markup {
  return html`<ol class="steps">${lab.steps.map((step, index) => {
    const open = step.id === chosen;
    const here = step.id === lab.current;
    return html`<li data-passed="${step.passed}" data-here="${here}"><button type="button" class="step-choice" data-step="${step.id}" aria-expanded="${open}"${here && html` aria-current="step"`}>
        <span class="step-number">${index + 1}</span> <span>${inline(step.title)}</span>
        <span class="step-state" data-mark="${step.passed ? 'passed' : (step.mark ?? '')}">${stepWord(step)}</span></button>
      ${open && stepBody(lab.id, step, here, hintsElsewhere)}</li>`;
  })}</ol>`;
}

/** What became of a step, in a word or two; empty while nothing has. */
export function stepWord({ passed, mark }: Pick<StepView, 'passed' | 'mark'>): Markup {
  if (passed) return html`<span aria-hidden="true">✓</span> passed`;
  if (mark === 'solved') return html`solved, not passed`;
  return mark === 'skipped' ? html`skipped` : html``;
}

function stepBody(lab: string, step: StepView, here: boolean, hintsElsewhere: boolean): Markup {
  const { id, passed, text, edits } = step;
  const change = (action: string, words: string) =>
    html`<button type="button" class="button small" data-change="${action}" data-of="${id}">${words}</button>`;
  return html`<div class="step-body">${blocks(text)}
    <p class="step-check"><button type="button" class="button primary" data-check="${id}">${passed ? 'Check again' : 'Check'}</button>
      <a href="#step-${lab}-${id}">In the text</a></p>
    ${!hintsElsewhere && hintsView(step)}
    <p class="step-more">${!hintsElsewhere && hintButton(step)}
      ${here ? change('reset', 'Reset this step') : change('open', 'Go to this step')}
      ${change('skip', 'Skip it')} ${edits && change('solve', 'Solve it for me')}</p></div>`;
}
