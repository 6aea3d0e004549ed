import { html, nothing, type TemplateResult } from 'lit-html';
import type { StepView } from '#api/lab-view.ts';
import { hintTitle } from '#course/hint-title.ts';
import { blocks } from '../page/step-markdown.ts';

/** The hints of a step that were given. */
export function hintsView(step: StepView): TemplateResult {
  return html`${hintList(step)}`;
}

/** The same beside a verdict: the newest `hinted` were given for it, and those before it are folded. */
export function verdictHints(step: StepView, hinted: number): TemplateResult {
  const all = hintList(step);
  const before = Math.max(0, all.length - hinted);
  if (before === 0) return html`${all}`;
  const words =
    before === 1 ? 'A hint given before this verdict' : `${before} hints given before this verdict`;
  return html`<details class="hints-before"><summary>${words}</summary>${all.slice(0, before)}</details>${all.slice(before)}`;
}

function hintList(step: StepView): TemplateResult[] {
  const total = step.hints.length + step.hintsLeft;
  return step.hints.map(
    (hint, index) =>
      html`<div class="hint" tabindex="-1"><b>${hintTitle(index + 1, total)}</b>${blocks(hint)}</div>`,
  );
}

/** The button for the next hint, or for the solution once all hints are given. */
export function hintButton(step: StepView): TemplateResult | typeof nothing {
  if (step.hintsLeft > 0)
    return html`<button type="button" class="button small" data-hint="${step.id}">${step.hints.length === 0 ? 'Give me a hint' : 'Another hint'} (${step.hintsLeft} left)</button>`;
  if (!step.edits) return nothing;
  return html`<button type="button" class="button small" data-solution="${step.id}">Show the solution beside my files</button>`;
}
