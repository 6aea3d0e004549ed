import type { Attempt, LabView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import type { ChangesView } from '#api/workspace-change.ts';
import { copyText } from '../page/copy-text.ts';
import { html } from '../page/markup.ts';
import { allSaved } from '../server/all-saved.ts';
import { BenchError, call } from '../server/bench-api.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { hear, send } from '../server/bench-signals.ts';
import { onLab, refreshLab } from '../server/lab-store.ts';
import { type ChangeNote, changeLab } from './change-lab.ts';
import type { WantedChange } from './change-texts.ts';
import { attemptList, checksFrame, verdictPlaces } from './checks-view.ts';
import { solutionView } from './diff-view.ts';
import { stepList } from './steps-view.ts';
import { tracesOf, verdictCard } from './verdict-card.ts';
import { placeIn } from './verdict-texts.ts';
import './lab-keep.ts';

/** The steps of the lab with their checks, the verdict of the attempt in view, its hints, and earlier attempts. */
class LabChecks extends HTMLElement {
  #stop = new AbortController();
  #lab: LabView | undefined;
  #step: string | undefined;
  #attempt: Attempt | undefined;
  #asked: string | undefined;
  #traces = new Map<string, TraceView | undefined>();
  #since = 0;
  #changes = 0;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.innerHTML = checksFrame(this.#id).html;
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => {
        if ((event as CustomEvent<{ focus: boolean }>).detail.focus)
          this.querySelector<HTMLElement>('[data-check]')?.focus();
      },
      { signal },
    );
    hear('check', ({ lab, step }) => lab === this.#id && void this.#check(step), signal);
    hear('change', ({ lab, ...wanted }) => lab === this.#id && void this.#change(wanted), signal);
    onLab(this.#id, (lab) => this.#seen(lab), signal);
    onBench((_state, event) => {
      if (event?.type === 'check' && event.lab === this.#id) {
        if (event.attempt) this.#arrived(event.attempt);
        else if (event.state === 'cancelled') this.#note('Cancelled. Nothing was judged.');
      }
      this.#showProgress();
    }, signal);
    const clock = setInterval(() => this.#showProgress(), 500);
    signal.addEventListener('abort', () => clearInterval(clock));
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #seen(lab: LabView): void {
    // Whoever is brought to another step sees that one.
    if (!this.#lab || this.#lab.current !== lab.current) this.#step = this.#asked ?? lab.current;
    this.#lab = lab;
    if (!this.#attempt && lab.attempts[0]) void this.#showAttempt(lab.attempts[0]);
    this.#show();
  }

  async #check(step: string): Promise<void> {
    this.#step = step;
    this.#asked = step;
    this.#note('Saving the files, then asking the server.');
    send('show', { tab: 'checks', focus: false, lab: this.#id });
    try {
      await allSaved();
      await call('POST', `/api/labs/${this.#id}/steps/${step}/check`);
      this.#note('');
    } catch (error) {
      if (!(error instanceof BenchError)) throw error;
      this.#asked = undefined;
      this.#note(error.message);
    }
    this.#show();
  }

  #arrived(attempt: Attempt): void {
    const own = this.#asked === attempt.step;
    this.#asked = undefined;
    this.#step = attempt.step;
    this.#note('');
    void this.#showAttempt(attempt, own);
    if (!own || attempt.verdict.finding !== 'does-not-build') return;
    const place = placeIn([attempt.verdict.where, attempt.verdict.observed].join(' '));
    if (place) send('open', { lab: this.#id, ...place });
  }

  async #showAttempt(attempt: Attempt, focus = false): Promise<void> {
    this.#attempt = attempt;
    this.#show();
    if (focus) this.querySelector<HTMLElement>('.verdict')?.focus({ preventScroll: false });
    for (const id of tracesOf(attempt.verdict)) {
      if (this.#traces.has(id)) continue;
      this.#traces.set(id, undefined);
      this.#traces.set(id, await call<TraceView>('GET', `/api/traces/${id}`).catch(() => undefined));
    }
    if (this.#attempt === attempt) this.#show();
  }

  async #act(target: HTMLElement): Promise<void> {
    const button = target.closest<HTMLButtonElement>('button');
    const { check, step, attempt, action, copy, open: path, line, column } = button?.dataset ?? {};
    const { change, of, hint, solution, undo } = button?.dataset ?? {};
    if (change) await this.#change({ action: change as WantedChange['action'], step: of });
    if (undo) await this.#change({ action: 'restore', copy: undo, asked: true });
    if (hint) await this.#hint(hint);
    if (solution) await this.#showSolution(solution);
    if (check) await this.#check(check);
    if (step) {
      this.#step = step;
      this.#show();
      this.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus();
    }
    if (attempt) {
      const chosen = this.#lab?.attempts.find(({ id }) => id === Number(attempt));
      if (chosen) await this.#showAttempt(chosen, true);
    }
    if (copy && button) await copyText(copy, button);
    if (path) {
      send('show', { tab: 'files', focus: false });
      send('open', { lab: this.#id, path, line: Number(line), column: Number(column) });
    }
    if (action === 'cancel') await call('DELETE', `/api/labs/${this.#id}/check`).catch(() => undefined);
    if (action === 'close-solution') this.#part('solution').innerHTML = '';
  }

  async #change(wanted: WantedChange): Promise<void> {
    if (!this.#lab) return;
    send('show', { tab: 'checks', focus: false, lab: this.#id });
    this.#part('solution').innerHTML = '';
    // The services of an earlier change may be up only after a later one was made: its last word would say what is past.
    const mine = ++this.#changes;
    await changeLab(this.#lab, wanted, (note) => mine === this.#changes && this.#changed(note));
  }

  #changed({ words, undo }: ChangeNote): void {
    this.#part('note').innerHTML = html`${words} ${
      undo && html`<button type="button" class="button small" data-undo="${undo}">Undo</button>`
    }`.html;
  }

  async #hint(step: string): Promise<void> {
    try {
      await call('POST', `/api/labs/${this.#id}/steps/${step}/hint`);
      await refreshLab(this.#id);
      const hints = this.querySelectorAll<HTMLElement>('.hint');
      hints[hints.length - 1]?.focus();
    } catch (error) {
      this.#report(error);
    }
  }

  async #showSolution(step: string): Promise<void> {
    try {
      await allSaved();
      const path = `/api/labs/${this.#id}/changes?to=solution&step=${step}`;
      const { changes } = await call<ChangesView>('GET', path);
      const number = 1 + (this.#lab?.steps.findIndex(({ id }) => id === step) ?? 0);
      this.#part('solution').innerHTML = solutionView(step, number, changes).html;
      this.querySelector<HTMLElement>('.solution')?.focus();
    } catch (error) {
      this.#report(error);
    }
  }

  #show(): void {
    const lab = this.#lab;
    if (!lab) return;
    const inside = (document.activeElement as HTMLElement | null)?.dataset['step'];
    // A failed attempt at this step carries the hints beside its verdict.
    const carries = this.#attempt?.verdict.status === 'fail' && this.#attempt.step === this.#step;
    this.#part('steps').innerHTML = stepList(lab, this.#step, carries).html;
    if (inside) this.querySelector<HTMLElement>(`[data-step="${inside}"]`)?.focus();
    const focused = this.querySelector('.verdict') === document.activeElement;
    this.#part('verdict').innerHTML = this.#attempt ? this.#verdict(lab, this.#attempt) : '';
    if (focused) this.querySelector<HTMLElement>('.verdict')?.focus({ preventScroll: true });
    this.#part('history').innerHTML = attemptList(lab, this.#attempt).html;
    this.#showProgress();
  }

  #verdict(lab: LabView, attempt: Attempt): string {
    const step = lab.steps.find(({ id }) => id === attempt.step);
    return verdictCard(attempt, this.#traces, verdictPlaces(step, attempt)).html;
  }

  #showProgress(): void {
    const { check } = benchNow();
    const place = this.#part('progress');
    if (!check || check.lab !== this.#id) {
      this.#since = 0;
      place.hidden = true;
      for (const button of this.querySelectorAll<HTMLButtonElement>('[data-check]')) button.disabled = false;
      return;
    }
    this.#since ||= performance.now();
    const seconds = Math.round((performance.now() - this.#since) / 1000);
    if (place.hidden) {
      place.innerHTML =
        html`<span role="status" data-part="phase"></span> <span data-part="clock" aria-hidden="true"></span>
        <button type="button" class="button small" data-action="cancel">Cancel</button>`.html;
    }
    place.hidden = false;
    const words = `Checking ${check.step}: ${check.phase ?? 'asking the bench'}`;
    if (this.#part('phase').textContent !== words) this.#part('phase').textContent = words;
    this.#part('clock').textContent = `${seconds} s, usually about 4 s`;
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-check]')) button.disabled = true;
  }

  get #id(): string {
    return this.dataset['lab'] ?? '';
  }

  #report(error: unknown): void {
    if (!(error instanceof BenchError)) throw error;
    this.#note(error.message);
  }

  #note(words: string): void {
    this.#part('note').textContent = words;
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}
customElements.define('lab-checks', LabChecks);
