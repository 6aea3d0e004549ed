import { html, nothing, type TemplateResult } from 'lit-html';
import type { StepView } from '#api/lab-view.ts';
import { blocks } from '../page/step-markdown.ts';

/** The hints of a step that were given, and the button for the next or for the solution. */
export function hintsView(step: StepView): TemplateResult {
  const total = step.hints.length + step.hintsLeft;
  return html`${step.hints.map(
    (hint, index) =>
      html`<div class="hint" tabindex="-1"><b>Hint ${index + 1} of ${total}</b>${blocks(hint)}</div>`,
  )}`;
}

/** The button for the next hint, or for the solution once all hints are given. */
export function hintButton(step: StepView): TemplateResult | typeof nothing {
  if (step.hintsLeft > 0)
    return html`<button type="button" class="button small" data-hint="${step.id}">${step.hints.length === 0 ? 'Give me a hint' : 'Another hint'} (${step.hintsLeft} left)</button>`;
  if (!step.edits) return nothing;
  return html`<button type="button" class="button small" data-solution="${step.id}">Show the solution beside my files</button>`;
}
