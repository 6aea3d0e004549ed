import { html, type TemplateResult } from 'lit-html';
import type { FileChange } from '#api/workspace-change.ts';

/** What happens to each file, with its diff behind it where there is one. */
export function changeList(changes: readonly FileChange[], opened = false): TemplateResult {
  return html`<ul class="changes">${changes.map(({ path, change, diff }) => {
    const head = html`<code>${path}</code> <span class="change-word">${WORDS[change]}</span>`;
    if (!diff) return html`<li>${head}</li>`;
    return html`<li><details ?open=${opened}><summary>${head}</summary>${diffView(diff, path)}</details></li>`;
  })}</ul>`;
}

/** The solution of a step as what it would change in the learner's files. */
export function solutionView(step: string, number: number, changes: readonly FileChange[]): TemplateResult {
  const body =
    changes.length === 0
      ? html`<p>Your files are the solution, to the letter.</p>`
      : html`<p>Lines with − are yours, lines with + are the solution’s.</p>${changeList(changes, true)}`;
  return html`<section class="solution" tabindex="-1" aria-label="Solution beside your files"><h3>The solution of step ${number} beside your files</h3>
    ${body}<p class="step-more"><button type="button" class="button small" data-change="solve" data-of="${step}">Put it into my files</button>
    <button type="button" class="button small" data-action="close-solution">Close</button></p></section>`;
}

/** A unified diff with its lines marked as taken out and put in. */
export function diffView(diff: string, path: string): TemplateResult {
  return html`<pre class="diff" tabindex="0" aria-label="Changes of ${path}">${diff
    .split('\n')
    .map((line) => {
      if (line.startsWith('+')) return html`<ins>${line}\n</ins>`;
      if (line.startsWith('-')) return html`<del>${line}\n</del>`;
      return line.startsWith('@@') ? html`<b>${line}\n</b>` : html`${line}\n`;
    })}</pre>`;
}

const WORDS = { replaced: 'is replaced', removed: 'is removed', created: 'is added' } as const;
