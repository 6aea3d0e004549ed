import type { KeptAnswer } from '#api/reading-record.ts';
import { answerProblem, type MarkedAnswer, markAnswer } from '#course/quiz/mark-answer.ts';
import type { SealedQuestion } from '#course/quiz/seal-question.ts';
import { browserStorage } from '../page/browser-storage.ts';
import {
  changeProgress,
  isProgressOfOtherTab,
  PROGRESS_CHANGED,
  readProgress,
} from '../reading/progress-store.ts';
import { clearReasons, focusForm, givenAnswer, moveItem, putAnswer, showReasons } from './quiz-form.ts';
import { outcomeWords, toldParts } from './told-parts.ts';

/** A chapter's quiz: judges answers, gives the reasons, keeps results, and shows all questions or one at a time. */
class CourseQuiz extends HTMLElement {
  #stop = new AbortController();
  #at = 0;
  #single = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    for (const form of this.#forms()) this.#prepare(form, signal);
    this.addEventListener('click', (event) => this.#act(event.target as Element), { signal });
    document.addEventListener(PROGRESS_CHANGED, () => this.#takeKept(), { signal });
    addEventListener('storage', (event) => isProgressOfOtherTab(event) && this.#takeKept(), { signal });
    this.#takeKept();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #prepare(form: HTMLFormElement, signal: AbortSignal): void {
    form.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        this.#answer(form);
      },
      { signal },
    );
    form.addEventListener('click', (event) => moveItem(event), { signal });
    const on = (action: string, listener: () => void) =>
      form.querySelector(`[data-action="${action}"]`)?.addEventListener('click', listener, { signal });
    on('retry', () => clearReasons(form));
    on('answer', () => this.#showAnswer(form));
  }

  // What was kept before this page came, or was read in, or answered in another tab. A form at work is left alone.
  #takeKept(): void {
    const { quiz } = this.#kept();
    for (const form of this.#forms()) {
      const { id } = questionOf(form);
      const kept = quiz[id];
      const shown = form.dataset['kept'];
      if (!kept || shown === signOf(kept) || (shown === undefined && form.contains(document.activeElement)))
        continue;
      if (form.dataset['judged'] === undefined && shown !== undefined) continue;
      putAnswer(form, kept.answer);
      this.#show(form, kept);
    }
    this.#showScore();
  }

  #answer(form: HTMLFormElement): void {
    const answer = givenAnswer(form);
    const question = questionOf(form);
    const problem = answerProblem(question, answer);
    if (problem) {
      form.querySelector<HTMLElement>('.outcome')!.textContent = problem;
      focusForm(form);
      return;
    }
    const { right } = markAnswer(question, answer);
    const tries = (this.#kept().quiz[question.id]?.tries ?? 0) + 1;
    const kept = { answer, right, tries, time: Date.now() };
    this.#show(form, kept);
    // The button that was pressed is hidden now: the keyboard goes on at the one in its place, beside the outcome.
    form.querySelector<HTMLElement>('[data-action="retry"]')?.focus();
    changeProgress(browserStorage(), this.#chapter, ({ quiz }) => {
      quiz[question.id] = kept;
    });
    document.dispatchEvent(new CustomEvent(PROGRESS_CHANGED));
  }

  #show(form: HTMLFormElement, kept: KeptAnswer): void {
    const judged: MarkedAnswer = markAnswer(questionOf(form), kept.answer);
    form.dataset['kept'] = signOf(kept);
    showReasons(form, judged, kept.answer, toldParts(judged, kept.answer));
    form.querySelector<HTMLElement>('.outcome')!.textContent = outcomeWords(judged, kept.answer);
  }

  // Every reason, and of a typed answer that of the right one. The button has gone: the keyboard goes on beside it.
  #showAnswer(form: HTMLFormElement): void {
    const question = questionOf(form);
    const answer = givenAnswer(form);
    const judged = markAnswer(question, answer);
    const because = 'marks' in question ? question.because : undefined;
    showReasons(
      form,
      { ...judged, ...(because && { because }) },
      answer,
      new Set(judged.parts.map(({ id }) => id)),
    );
    form.querySelector<HTMLElement>('[data-action="answer"]')!.hidden = true;
    form.querySelector<HTMLElement>('.outcome')!.textContent = '✗ Not right. The answer is shown.';
    form.querySelector<HTMLElement>('[data-action="retry"]')!.focus();
  }

  #showScore(): void {
    const { quiz } = this.#kept();
    const ids = this.#forms().map((form) => questionOf(form).id);
    const right = ids.filter((id) => quiz[id]?.right).length;
    const answered = ids.filter((id) => quiz[id]).length;
    const score = this.querySelector<HTMLElement>('[data-part="score"]');
    if (!score || answered === 0) return;
    const open = answered < ids.length ? `, ${ids.length - answered} not answered yet` : '';
    const words = `${right} of ${ids.length} right${open}. Kept in this browser.`;
    if (score.textContent !== words) score.textContent = words;
  }

  #act(target: Element): void {
    const action = target.closest<HTMLElement>('[data-action]')?.dataset['action'];
    if (action === 'pace') {
      this.#single = !this.#single;
      const { quiz } = this.#kept();
      if (this.#single) this.#at = this.#forms().findIndex((form) => !quiz[questionOf(form).id]?.right);
      this.#showPace();
    }
    if (action === 'previous' || action === 'next') {
      this.#at += action === 'next' ? 1 : -1;
      this.#showPace();
      focusForm(this.#forms()[this.#at]);
    }
  }

  #showPace(): void {
    const forms = this.#forms();
    this.#at = Math.min(Math.max(this.#at, 0), forms.length - 1);
    this.dataset['pace'] = this.#single ? 'one' : 'all';
    for (const [index, form] of forms.entries()) form.hidden = this.#single && index !== this.#at;
    this.querySelector<HTMLElement>('.quiz-steps')!.hidden = !this.#single;
    this.querySelector<HTMLElement>('[data-part="place"]')!.textContent =
      `${this.#at + 1} of ${forms.length}`;
    this.querySelector<HTMLElement>('[data-action="pace"]')!.textContent = this.#single
      ? 'All at once'
      : 'One at a time';
    this.querySelector<HTMLButtonElement>('[data-action="previous"]')!.disabled = this.#at === 0;
    this.querySelector<HTMLButtonElement>('[data-action="next"]')!.disabled = this.#at === forms.length - 1;
  }

  #kept() {
    return readProgress(browserStorage(), this.#chapter);
  }

  get #chapter(): string {
    return this.dataset['chapter'] ?? '';
  }

  #forms(): HTMLFormElement[] {
    return [...this.querySelectorAll<HTMLFormElement>('form.question')];
  }
}
customElements.define('course-quiz', CourseQuiz);

function questionOf(form: HTMLFormElement): SealedQuestion {
  return JSON.parse(form.dataset['question'] ?? '') as SealedQuestion;
}

// Tells one kept answer from another, so that none is put in twice.
function signOf({ answer, tries, time }: KeptAnswer): string {
  return JSON.stringify([answer, tries, time]);
}
