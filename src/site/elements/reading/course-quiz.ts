import { type MarkedAnswer, markAnswer } from '#course/quiz/mark-answer.ts';
import type { SealedQuestion } from '#course/quiz/seal-question.ts';
import { browserStorage } from '../page/browser-storage.ts';
import { changeProgress, readProgress } from './progress-store.ts';
import { clearReasons, givenAnswer, putAnswer, showReasons } from './quiz-form.ts';

/** A chapter's quiz: judges answers, gives the reasons, keeps results, and shows all questions or one at a time. */
class CourseQuiz extends HTMLElement {
  #storage = browserStorage();
  #at = 0;
  #single = false;

  connectedCallback(): void {
    for (const form of this.#forms()) this.#prepare(form);
    this.querySelector('[data-action="pace"]')?.addEventListener('click', () => {
      this.#single = !this.#single;
      this.#showPace();
    });
    for (const [action, by] of [
      ['previous', -1],
      ['next', 1],
    ] as const) {
      this.querySelector(`[data-action="${action}"]`)?.addEventListener('click', () => {
        this.#at += by;
        this.#showPace();
        this.#forms()[this.#at]?.querySelector<HTMLElement>('input, button')?.focus();
      });
    }
    this.#showScore();
  }

  #prepare(form: HTMLFormElement): void {
    const question = JSON.parse(form.dataset['question'] ?? '') as SealedQuestion;
    const kept = readProgress(this.#storage, this.#chapter).quiz[question.id];
    if (kept) {
      putAnswer(form, kept.answer);
      this.#show(form, markAnswer(question, kept.answer));
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#answer(form, question);
    });
    form.addEventListener('click', (event) => moveItem(event));
    form.querySelector('[data-action="retry"]')?.addEventListener('click', () => this.#retry(form));
  }

  #answer(form: HTMLFormElement, question: SealedQuestion): void {
    const answer = givenAnswer(form);
    const outcome = form.querySelector<HTMLElement>('.outcome')!;
    if (answer.every((part) => part.trim() === '')) {
      outcome.textContent = 'Give an answer first.';
      return;
    }
    const judged = markAnswer(question, answer);
    changeProgress(this.#storage, this.#chapter, ({ quiz }) => {
      quiz[question.id] = { answer, right: judged.right, tries: (quiz[question.id]?.tries ?? 0) + 1 };
    });
    this.#show(form, judged);
    this.#showScore();
  }

  #retry(form: HTMLFormElement): void {
    clearReasons(form);
    form.querySelector<HTMLElement>('input, .order button')?.focus();
  }

  #show(form: HTMLFormElement, judged: MarkedAnswer): void {
    showReasons(form, judged);
    const outcome = form.querySelector<HTMLElement>('.outcome')!;
    outcome.textContent = judged.right ? '✓ Right' : '✗ Not right';
  }

  #showScore(): void {
    const { quiz } = readProgress(this.#storage, this.#chapter);
    const ids = this.#forms().map(
      (form) => (JSON.parse(form.dataset['question'] ?? '') as SealedQuestion).id,
    );
    const right = ids.filter((id) => quiz[id]?.right).length;
    const answered = ids.filter((id) => quiz[id]).length;
    const score = this.querySelector<HTMLElement>('[data-part="score"]');
    if (!score || answered === 0) return;
    score.textContent = `${right} of ${ids.length} right${answered < ids.length ? `, ${ids.length - answered} not answered yet` : ''}. Kept in this browser.`;
  }

  #showPace(): void {
    const forms = this.#forms();
    this.#at = Math.min(Math.max(this.#at, 0), forms.length - 1);
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

  get #chapter(): string {
    return this.dataset['chapter'] ?? '';
  }

  #forms(): HTMLFormElement[] {
    return [...this.querySelectorAll<HTMLFormElement>('form.question')];
  }
}
customElements.define('course-quiz', CourseQuiz);

function moveItem(event: Event): void {
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
