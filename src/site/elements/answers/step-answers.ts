import { render } from 'lit-html';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { onLab } from '../server/lab-store.ts';
import type { AnswerDrafts } from './answer-drafts.ts';
import { followAnswers } from './answer-store.ts';
import { answersForm } from './answers-view.ts';

/** The questions of a step, in its text or in the list of checks: answers are saved as they are typed. */
export class StepAnswers extends HTMLElement {
  #stop = new AbortController();
  #fields: readonly AnswerField[] = [];
  #drafts!: AnswerDrafts;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { lab = '', step = '' } = this.dataset;
    this.#drafts = followAnswers(lab, step, () => this.#show(), signal);
    onLab(
      lab,
      (view) => {
        this.#fields = view.steps.find(({ id }) => id === step)?.answers ?? [];
        this.#show();
      },
      signal,
    );
    const typed = ({ target }: Event) => {
      const { value, dataset } = target as HTMLInputElement | HTMLSelectElement;
      if (dataset['field']) this.#drafts.typed(dataset['field'], value);
    };
    this.addEventListener('input', typed, { signal });
    // Who leaves a field is done with it.
    this.addEventListener('change', () => void this.#drafts.saveAll(), { signal });
    this.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        void this.#drafts.saveAll();
      },
      { signal },
    );
    this.addEventListener('click', ({ target }) => this.#keep(target as HTMLElement), { signal });
  }

  disconnectedCallback(): void {
    void this.#drafts.saveAll();
    this.#stop.abort();
  }

  /** Gives the keyboard to the first answer that is not saved. */
  focusUnsaved(): void {
    const [unsaved] = [...this.#drafts.shown().drafts].find(([, { text, saved }]) => text !== saved) ?? [];
    const field = this.querySelector<HTMLElement>(unsaved ? `[data-field="${unsaved}"]` : '[data-field]');
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }

  #keep(target: HTMLElement): void {
    const { keep, of } = target.closest<HTMLElement>('[data-keep]')?.dataset ?? {};
    if (!of || (keep !== 'mine' && keep !== 'theirs')) return;
    this.#drafts.choose(of, keep);
    this.querySelector<HTMLElement>(`[data-field="${of}"]`)?.focus();
  }

  #show(): void {
    if (!this.isConnected || this.#fields.length === 0) return;
    // What was built without a server gives way to the form.
    this.querySelector('[data-part="offline"]')?.remove();
    const { lab = '', step = '', place = 'text' } = this.dataset;
    render(answersForm(this.#fields, this.#drafts.shown(), `answer-${place}-${lab}-${step}`), this);
  }
}
customElements.define('step-answers', StepAnswers);
