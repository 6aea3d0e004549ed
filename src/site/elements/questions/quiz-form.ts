import { html, nothing, render } from 'lit-html';
import type { MarkedAnswer } from '#course/quiz/mark-answer.ts';
import { inline } from '../page/step-markdown.ts';
import { choiceWord, placeWord } from './choice-word.ts';

/** The answer a form holds, as `judge` takes it: ids chosen, ids in order, or the one text typed. */
export function givenAnswer(form: HTMLFormElement): string[] {
  const items = [...form.querySelectorAll<HTMLElement>('.order > li')];
  if (items.length > 0) return items.map((item) => item.dataset['partId'] ?? '');
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input')];
  if (inputs[0]?.type === 'text') return [inputs[0].value];
  return inputs.filter((input) => input.checked).map((input) => input.value);
}

/** Puts a kept answer back into the form. */
export function putAnswer(form: HTMLFormElement, answer: readonly string[]): void {
  const list = form.querySelector('.order');
  for (const id of answer) {
    const item = list?.querySelector(`[data-part-id="${CSS.escape(id)}"]`);
    if (item) list?.append(item);
  }
  for (const input of form.querySelectorAll<HTMLInputElement>('input')) {
    if (input.type === 'text') input.value = answer[0] ?? '';
    else input.checked = answer.includes(input.value);
  }
}

/**
 * Shows the reasons that are `told` and closes the form until the reader tries again. What a part is, is said of those
 * alone: of the others the reader has still to find it out.
 */
export function showReasons(
  form: HTMLFormElement,
  judged: MarkedAnswer,
  answer: readonly string[],
  told: ReadonlySet<string>,
): void {
  form.dataset['judged'] = judged.right ? 'right' : 'wrong';
  for (const part of judged.parts) {
    const place = form.querySelector<HTMLElement>(`[data-part-id="${CSS.escape(part.id)}"]`);
    if (!place) continue;
    const taken = answer.includes(part.id);
    if (part.belongs !== undefined) place.dataset['taken'] = taken ? 'yes' : 'no';
    if (!told.has(part.id)) continue;
    if (part.belongs !== undefined) place.dataset['belongs'] = part.belongs ? 'yes' : 'no';
    const word =
      part.belongs === undefined
        ? placeWord((part.place ?? 0) + 1, answer.indexOf(part.id) + 1)
        : choiceWord(part.belongs, taken, form.querySelector('input[type="radio"]') !== null);
    fill(place.querySelector<HTMLElement>('.because'), part.because, word);
  }
  if (judged.because) fill(form.querySelector<HTMLElement>('.because.whole'), judged.because, '');
  setOpen(form, false);
}

/** Takes the reasons away and opens the form again; the answer given stays in it, to be changed. */
export function clearReasons(form: HTMLFormElement): void {
  delete form.dataset['judged'];
  for (const part of form.querySelectorAll<HTMLElement>('[data-taken]')) {
    delete part.dataset['belongs'];
    delete part.dataset['taken'];
  }
  for (const reason of form.querySelectorAll<HTMLElement>('.because')) reason.hidden = true;
  form.querySelector<HTMLElement>('.outcome')!.textContent = '';
  setOpen(form, true);
  focusForm(form);
}

/** Puts the keyboard where an answer is given: at the choice taken, else at the first thing that takes it. */
export function focusForm(form: HTMLFormElement | undefined): void {
  const places = [
    'input:checked:enabled',
    'input:enabled',
    '.order button:enabled',
    '.question-actions button',
  ];
  for (const place of places) {
    const found = [...(form?.querySelectorAll<HTMLElement>(place) ?? [])].find((one) =>
      one.checkVisibility(),
    );
    if (found) {
      found.focus();
      return;
    }
  }
}

/** Moves an item of an order by its buttons; the keyboard stays on the button, or goes to its twin at an end. */
export function moveItem(event: Event): void {
  const button = (event.target as Element).closest<HTMLButtonElement>('[data-move]');
  const item = button?.closest('li');
  if (!button || !item) return;
  const up = button.dataset['move'] === '-1';
  const neighbour = up ? item.previousElementSibling : item.nextElementSibling;
  if (!neighbour) return;
  if (up) neighbour.before(item);
  else neighbour.after(item);
  button.focus();
}

function fill(reason: HTMLElement | null, because: string, word: string): void {
  if (!reason) return;
  render(html`${word ? html`<b>${word}</b> ` : nothing}${inline(because)}`, reason);
  reason.hidden = false;
}

function setOpen(form: HTMLFormElement, open: boolean): void {
  form.querySelector('fieldset')!.disabled = !open;
  form.querySelector<HTMLElement>('[type="submit"]')!.hidden = !open;
  form.querySelector<HTMLElement>('[data-action="retry"]')!.hidden = open;
  // There is something left to show after a wrong try only, until it is shown.
  form.querySelector<HTMLElement>('[data-action="answer"]')!.hidden =
    open || form.dataset['judged'] === 'right';
}
