import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { SERVICES } from '#system/part-names.ts';
import { inline } from '../page/step-markdown.ts';
import type { AnswersShown } from './answer-drafts.ts';
import type { AnswerDraft } from './answer-texts.ts';

/** The questions of a step, each with its field, what is wrong with it beside it, and one word on whether all is saved. */
export function answersForm(
  fields: readonly AnswerField[],
  { drafts, remarks, note, trouble }: AnswersShown,
  prefix: string,
): TemplateResult {
  const rows = groupsOf(fields).map(({ group, members }) => {
    const inside = members.map((field) => fieldRow(field, drafts.get(field.id), remarks[field.id], prefix));
    return group === undefined
      ? inside
      : html`<fieldset class="answer-group"><legend>${group}</legend>${inside}</fieldset>`;
  });
  return html`<form class="answers" aria-label="Your answers" autocomplete="off">${rows}
    <p class="answers-note" role="status" data-trouble="${trouble}">${note}</p></form>`;
}

interface Group {
  group?: string;
  members: AnswerField[];
}

function groupsOf(fields: readonly AnswerField[]): Group[] {
  const groups: Group[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (last && last.group === field.group) last.members.push(field);
    else groups.push({ ...(field.group !== undefined && { group: field.group }), members: [field] });
  }
  return groups;
}

function fieldRow(
  field: AnswerField,
  draft: AnswerDraft | undefined,
  remark: string | undefined,
  prefix: string,
): TemplateResult {
  const id = `${prefix}-${field.id}`;
  const isSaved = draft !== undefined && draft.text === draft.saved;
  const error = isSaved ? remark : undefined;
  const described = [field.help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`<div class="answer">
    <label for="${id}">${field.label}</label>
    ${field.help ? html`<p class="answer-help" id="${id}-help">${inline(field.help)}</p>` : nothing}
    <div class="answer-field">${control(field, draft, { id, described, invalid: error !== undefined })}</div>
    ${error ? html`<p class="answer-error" id="${id}-error">${error}</p>` : nothing}
    ${draft?.theirs === undefined ? nothing : conflict(field, draft.theirs)}
  </div>`;
}

interface Marks {
  id: string;
  described: string;
  invalid: boolean;
}

function control(
  field: AnswerField,
  draft: AnswerDraft | undefined,
  { id, described, invalid }: Marks,
): TemplateResult {
  const text = draft?.text ?? '';
  const by = described || nothing;
  if (field.kind === 'choice') {
    const known = ['', ...field.choices.map((choice) => choice.id)];
    return html`<select id="${id}" data-field="${field.id}" aria-describedby="${by}" aria-invalid="${invalid}" ?disabled=${!draft}>
      <option value="" .selected=${live(text === '')}>Choose</option>
      ${field.choices.map((choice) => html`<option value="${choice.id}" .selected=${live(text === choice.id)}>${choice.text}</option>`)}
      ${known.includes(text) ? nothing : html`<option value="${text}" .selected=${live(true)}>${text}</option>`}
    </select>`;
  }
  const list = field.kind === 'service' ? `${id}-list` : nothing;
  const isNumber = field.kind === 'number';
  const unit =
    isNumber && field.unit
      ? html`<span class="answer-unit" aria-hidden="true">${field.unit}</span>`
      : nothing;
  return html`<input id="${id}" data-field="${field.id}" data-kind="${field.kind}" type="text" inputmode="${isNumber ? 'decimal' : 'text'}"
      spellcheck="false" autocapitalize="off" aria-describedby="${by}" aria-invalid="${invalid}" list="${list}"
      maxlength="2000" .value=${live(text)} ?disabled=${!draft}>${unit}
    ${list === nothing ? nothing : html`<datalist id="${list}">${SERVICES.map((service) => html`<option value="${service}"></option>`)}</datalist>`}`;
}

function conflict({ id, label }: AnswerField, theirs: string): TemplateResult {
  const shown = theirs === '' ? 'emptied' : `changed to “${theirs}”`;
  return html`<p class="answer-conflict" role="alert">Meanwhile “${label}” was ${shown} elsewhere.
    <button type="button" class="button small" data-keep="theirs" data-of="${id}">Take that</button>
    <button type="button" class="button small" data-keep="mine" data-of="${id}">Keep mine</button></p>`;
}
