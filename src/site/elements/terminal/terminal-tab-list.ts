import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { TerminalView } from '#api/terminal-view.ts';
import { currentLab, labsHere } from '../bench/current-lab.ts';

/** A tab for each terminal. Several of other chapters stand folded together: a shell of every lab so far would fill the pane. */
export function terminalTabs(terminals: readonly TerminalView[], active: string | undefined): TemplateResult {
  const { here, others } = groupTerminals(
    terminals,
    active,
    labsHere().map(({ id }) => id),
  );
  const tab = (terminal: TerminalView) => tabView(terminal, terminal.id === active, terminals.length > 1);
  const tabs = (some: readonly TerminalView[]) => repeat(some, ({ id }) => id, tab);
  return html`${tabs(here)}${
    others.length > 0
      ? html`<details class="term-others"><summary>Other chapters: ${others.length}</summary>${tabs(others)}</details>`
      : nothing
  }`;
}

/** The terminals of this page's labs with the one that is shown, and those of other chapters where there are several. */
export function groupTerminals(
  terminals: readonly TerminalView[],
  active: string | undefined,
  labs: readonly string[],
): { here: TerminalView[]; others: TerminalView[] } {
  const others = terminals.filter(({ id, lab }) => id !== active && lab !== undefined && !labs.includes(lab));
  if (others.length < 2 || labs.length === 0) return { here: [...terminals], others: [] };
  return { here: terminals.filter((terminal) => !others.includes(terminal)), others };
}

/** What the terminals that every learner begins with are for. */
const MEANT_FOR: Readonly<Record<string, string>> = {
  traffic: 'A second shell, for what is to go on while you work in the first, such as a loop of requests',
};

function tabView({ id, name, lab }: TerminalView, chosen: boolean, closable: boolean): TemplateResult {
  // The lab is named where the terminal could be another lab's.
  const elsewhere = lab !== undefined && (labsHere().length > 1 || lab !== currentLab());
  return html`<span class="term-tab"><button type="button" data-choose="${id}" aria-pressed="${chosen}" title="${MEANT_FOR[name] ?? nothing}">${name}${
    elsewhere ? html` <span class="term-lab">${lab}</span>` : nothing
  }</button>${
    closable
      ? html`<button type="button" class="term-close" data-close="${id}"><span aria-hidden="true">×</span><span class="visually-hidden">Close the terminal ${name}</span></button>`
      : nothing
  }</span>`;
}
