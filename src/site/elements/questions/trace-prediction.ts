import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { LabView } from '#api/lab-view.ts';
import { guessProblem, judgeGuess } from '#course/quiz/judge-guess.ts';
import { recordedValue, type SealedPrediction } from '#course/quiz/seal-prediction.ts';
import { observe } from '#trace-view/observations/observations.ts';
import { browserStorage } from '../page/browser-storage.ts';
import { inline } from '../page/step-markdown.ts';
import {
  changeProgress,
  isProgressOfOtherTab,
  PROGRESS_CHANGED,
  readProgress,
} from '../reading/progress-store.ts';
import { onBench } from '../server/bench-link.ts';
import type { BenchState } from '../server/bench-state.ts';
import { onLab } from '../server/lab-store.ts';
import { type KeptGuess, keepGuess, readGuess } from './kept-guess.ts';
import { givenAnswer, putAnswer } from './quiz-form.ts';
import { stepTraces } from './step-traces.ts';

/**
 * A prediction: takes a guess and keeps it, and once the step has passed shows it beside what the learner's own traces
 * say. Without a bench the recorded traces answer, as soon as there is a guess.
 */
class TracePrediction extends HTMLElement {
  #stop = new AbortController();
  #mode: BenchState['mode'] = 'asking';
  #lab: LabView | undefined;
  #changing = false;
  #listening = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    this.#listening = false;
    const { signal } = this.#stop;
    this.#form.addEventListener('submit', (event) => this.#take(event), { signal });
    this.addEventListener('click', (event) => this.#act(event.target as Element), { signal });
    document.addEventListener(PROGRESS_CHANGED, () => this.#show(), { signal });
    addEventListener('storage', (event) => isProgressOfOtherTab(event) && this.#show(), { signal });
    onBench(({ mode }) => {
      if (mode === this.#mode) return;
      this.#mode = mode;
      this.#show();
      if (mode !== 'bench' || this.#listening) return;
      this.#listening = true;
      onLab(this.#question.step.lab, (lab) => void this.#labSeen(lab), signal);
    }, signal);
    this.#show();
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  async #labSeen(lab: LabView): Promise<void> {
    this.#lab = lab;
    await this.#observeOwn();
  }

  async #observeOwn(): Promise<void> {
    const { step, of, at } = this.#question;
    const kept = this.#kept;
    if (!this.#lab || !kept || kept.observed?.from === 'own') return;
    const traces = await stepTraces(this.#lab, step.step);
    const value = traces && observe(of, traces, at);
    // The guess may have been changed, or answered in another tab, while the traces were fetched.
    const now = this.#kept;
    if (value === undefined || !now || now.observed?.from === 'own') return;
    this.#keep({ guess: now.guess, observed: { value, from: 'own' } });
  }

  #take(event: Event): void {
    event.preventDefault();
    const [guess = ''] = givenAnswer(this.#form);
    const problem = guessProblem(this.#question, guess);
    if (problem) {
      this.#outcome.textContent = problem;
      return;
    }
    this.#changing = false;
    this.#keep({ guess }, 1);
    this.#outcome.focus();
    void this.#observeOwn();
  }

  #act(target: Element): void {
    const action = target.closest<HTMLElement>('[data-action]')?.dataset['action'];
    if (action === 'change') {
      this.#changing = true;
      this.#show();
      this.querySelector<HTMLElement>('input:checked, input')?.focus();
    }
    const kept = this.#kept;
    const value = recordedValue(this.#question);
    if (action !== 'recorded' || !kept || value === undefined) return;
    this.#keep({ guess: kept.guess, observed: { value, from: 'recorded' } });
    this.#outcome.focus();
  }

  #keep(kept: KeptGuess, more = 0): void {
    const { id } = this.#question;
    const right = kept.observed ? judgeGuess(this.#question, kept.guess, kept.observed.value).right : false;
    changeProgress(browserStorage(), this.#chapter, ({ quiz }) => {
      quiz[id] = keepGuess(kept, right, Math.max(1, (quiz[id]?.tries ?? 0) + more));
    });
    document.dispatchEvent(new CustomEvent(PROGRESS_CHANGED));
  }

  #show(): void {
    const kept = this.#changing ? undefined : this.#kept;
    const value = recordedValue(this.#question);
    const alone = this.#mode === 'static' || this.#mode === 'locked';
    // Nobody's own traces can come: those that were recorded answer, without another click.
    if (kept && !kept.observed && alone && value !== undefined) {
      this.#keep({ guess: kept.guess, observed: { value, from: 'recorded' } });
      return;
    }
    this.#form.querySelector('fieldset')!.disabled = kept !== undefined;
    if (kept) putAnswer(this.#form, [kept.guess]);
    for (const choice of this.querySelectorAll<HTMLElement>('.choice'))
      choice.dataset['taken'] = choice.querySelector('input')!.checked ? 'yes' : 'no';
    this.#button('submit').hidden = kept !== undefined;
    this.#button('change').hidden = !kept || kept.observed !== undefined;
    this.#button('recorded').hidden = !kept || kept.observed !== undefined || alone || value === undefined;
    const observed = this.querySelector<HTMLElement>('[data-part="observed"]')!;
    render(kept?.observed ? this.#observedView(kept.guess, kept.observed) : nothing, observed);
    if (!kept?.observed) delete this.#form.dataset['judged'];
    if (kept && !kept.observed)
      this.#outcome.textContent = 'Kept. Your own trace answers it, once the step has passed.';
    if (!kept && this.#changing) this.#outcome.textContent = '';
  }

  #observedView(guess: string, { value, from }: NonNullable<KeptGuess['observed']>): TemplateResult {
    const judged = judgeGuess(this.#question, guess, value);
    this.#form.dataset['judged'] = judged.right ? 'right' : 'wrong';
    this.#outcome.textContent = judged.right ? '✓ As you guessed' : '✗ Not as you guessed';
    return html`<dl class="guess-and-trace">
        <dt>You guessed</dt><dd>${inline(judged.guessed)}</dd>
        <dt>${from === 'own' ? 'Your own trace' : 'The recorded run'}</dt><dd><b>${inline(judged.observed)}</b></dd>
      </dl>
      <p class="because whole">${judged.because ? html`${inline(judged.because)} ` : nothing}${inline(this.#question.because)}</p>`;
  }

  #button(name: string): HTMLButtonElement {
    return this.querySelector(name === 'submit' ? '[type="submit"]' : `[data-action="${name}"]`)!;
  }

  get #kept(): KeptGuess | undefined {
    return readGuess(readProgress(browserStorage(), this.#chapter).quiz[this.#question.id]);
  }

  get #form(): HTMLFormElement {
    return this.querySelector('form')!;
  }

  get #outcome(): HTMLElement {
    return this.querySelector('.outcome')!;
  }

  get #question(): SealedPrediction {
    return JSON.parse(this.dataset['question'] ?? '') as SealedPrediction;
  }

  get #chapter(): string {
    return this.dataset['chapter'] ?? '';
  }
}
customElements.define('trace-prediction', TracePrediction);
