import { render } from 'lit-html';
import type { Attempt, LabView } from '#api/lab-view.ts';
import type { StepAnswers } from '../answers/step-answers.ts';
import { openUnsaved } from '../files/open-unsaved.ts';
import { copyText } from '../page/copy-text.ts';
import { keepFocus } from '../page/keep-focus.ts';
import { scrollWithin } from '../page/scroll-within.ts';
import { benchNow, onBench } from '../server/bench-link.ts';
import { hear, openInEditor, send } from '../server/bench-signals.ts';
import { labNow, onLab } from '../server/lab-store.ts';
import { showTraceTab } from '../traces/show-trace-tab.ts';
import { askedCheck, isVerdictOf } from './asked-check.ts';
import { changeLab } from './change-lab.ts';
import type { WantedChange } from './change-texts.ts';
import { type CheckAttempts, followAttempts } from './check-attempts.ts';
import { watchProgress } from './check-progress.ts';
import { checksServer } from './checks-server.ts';
import { checksView } from './checks-view.ts';
import { stepName } from './step-name.ts';
import { placeIn } from './verdict-texts.ts';
import '../answers/step-answers.ts';
import './lab-keep.ts';

/** Milliseconds between two looks at the clock of a check that runs; it shows whole seconds. */
const CLOCK = 500;

/** The steps of the lab with their checks, the verdict of the attempt in view, its hints, and earlier attempts. */
class LabChecks extends HTMLElement {
  #stop = new AbortController();
  #attempts!: CheckAttempts;
  #progress = watchProgress('', String);
  /** Whether this page has asked for a check, or has come back to one. */
  #begun = false;
  /** Whether a verdict that has just come is kept in view while what stands above it grows. */
  #following = false;

  connectedCallback(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#progress = watchProgress(this.#id, (step) => stepName(labNow(this.#id), step));
    this.#attempts = followAttempts(checksServer(this.#id), () => this.#show());
    this.#show();
    this.addEventListener('click', (event) => void this.#act(event.target as HTMLElement), { signal });
    this.addEventListener(
      'spanwise:shown',
      (event) => (event as CustomEvent<{ focus: boolean }>).detail.focus && this.#takeKeyboard(),
      { signal },
    );
    hear('check', ({ lab, step }) => lab === this.#id && void this.#check(step), signal);
    hear('question', ({ lab, step }) => lab === this.#id && this.#goToQuestion(step), signal);
    hear('change', ({ lab, ...wanted }) => lab === this.#id && void this.#change(wanted), signal);
    for (const type of ['wheel', 'pointerdown', 'keydown', 'touchstart'])
      this.addEventListener(
        type,
        () => {
          this.#following = false;
        },
        { signal, passive: true },
      );
    onLab(
      this.#id,
      (lab) => {
        this.#attempts.labSeen(lab);
        this.#comeBack(lab);
      },
      signal,
    );
    onBench((_state, event) => {
      if (event?.type === 'check' && event.lab === this.#id) {
        if (event.attempt) this.#arrived(event.attempt);
        else if (event.state === 'cancelled') {
          askedCheck.forget();
          this.#attempts.cancelled(event.problem);
        }
      }
      this.#show();
    }, signal);
    const clock = setInterval(() => benchNow().check && this.#show(), CLOCK);
    signal.addEventListener('abort', () => clearInterval(clock));
  }

  disconnectedCallback(): void {
    this.#stop.abort();
  }

  #show(): void {
    if (!this.isConnected) return;
    const progress = this.#progress(benchNow().check, performance.now());
    keepFocus(
      this,
      () => render(checksView(this.#id, this.#attempts.state, progress), this),
      () => this.#resultNow(),
    );
    const verdict = this.#following && this.#verdict();
    if (verdict) scrollWithin(verdict);
  }

  // Where what was asked for is to be seen: the check that runs, what was said of it, or what can be asked next.
  #resultNow(): HTMLElement | null {
    if (benchNow().check?.lab === this.#id) return this.querySelector('[data-action="cancel"]');
    return this.querySelector(this.#attempts.state.note.words ? '.check-note' : '[data-check], .verdict');
  }

  // A button that is switched off takes no keyboard: while a check runs it goes to what stops it.
  #takeKeyboard(): void {
    const checking = benchNow().check?.lab === this.#id;
    const waiting = this.#attempts.state.unsaved ? '.not-judged' : '[data-check]';
    this.#focus(checking ? '[data-action="cancel"]' : waiting);
  }

  /** A page that was loaded anew goes on with the check that it had asked for before. */
  #comeBack(lab: LabView): void {
    const asked = askedCheck.of(this.#id);
    if (!asked) return;
    const [newest] = lab.attempts;
    const ended = newest && isVerdictOf(asked, newest);
    if (ended) this.#arrived(newest);
    if (ended || this.#begun || benchNow().check?.lab !== this.#id) return;
    this.#begun = true;
    send('show', { tab: 'checks', focus: false, lab: this.#id });
  }

  async #check(step: string, asItIs = false): Promise<void> {
    send('show', { tab: 'checks', focus: false, lab: this.#id });
    this.#begun = true;
    askedCheck.keep({ lab: this.#id, step, after: this.#attempts.state.lab?.attempts[0]?.id ?? 0 });
    if (!(await this.#attempts.check(step, asItIs))) this.#focus('.not-judged');
  }

  #arrived(attempt: Attempt): void {
    const asked = askedCheck.of(this.#id);
    const { own } = this.#attempts.arrived(attempt);
    const before = asked !== undefined && isVerdictOf(asked, attempt);
    if (!own && !before) return;
    askedCheck.forget();
    // Once a page that came back has shown the check, its reader goes where they like.
    if (!own && !this.#begun) send('show', { tab: 'checks', focus: false, lab: this.#id });
    this.#showVerdict(own);
    if (attempt.verdict.finding !== 'does-not-build') return;
    const place = placeIn([attempt.verdict.where, attempt.verdict.observed].join(' '));
    if (place) send('open', { lab: this.#id, ...place });
  }

  async #act(target: HTMLElement): Promise<void> {
    const button = target.closest<HTMLButtonElement>('button');
    const { check, step, attempt, action, copy, open: path, line, column } = button?.dataset ?? {};
    const { change, of, hint, solution, undo, logs, part, asItIs, showTrace, unsaved } =
      button?.dataset ?? {};
    if (change) await this.#change({ action: change as WantedChange['action'], step: of });
    if (undo) await this.#change({ action: 'restore', copy: undo, asked: true });
    if (hint && (await this.#attempts.hint(hint))) this.#focus('.hint', 'last');
    if (solution && (await this.#attempts.showSolution(solution))) this.#focus('.solution');
    if (check) await this.#check(check);
    if (asItIs) await this.#check(asItIs, true);
    if (step) this.#attempts.chooseStep(step);
    if (attempt && this.#attempts.chooseAttempt(Number(attempt))) this.#focus('.verdict');
    if (copy && button) await copyText(copy, button);
    if (logs) send('logs', { words: logs, part });
    if (showTrace) showTraceTab(showTrace);
    if (unsaved) openUnsaved(this.#id, { path: unsaved, ...(of !== undefined && { step: of }) });
    if (path) {
      const place = line ? { line: Number(line), column: Number(column) } : {};
      openInEditor({ lab: this.#id, path, ...place }, true);
    }
    if (action === 'cancel') await this.#attempts.cancel();
    if (action === 'close-solution') {
      this.#attempts.closeSolution();
      this.#focus(this.querySelector('[data-solution]') ? '[data-solution]' : '[data-check]');
    }
  }

  #goToQuestion(step: string): void {
    this.#following = false;
    this.#attempts.chooseStep(step);
    this.querySelector<StepAnswers>(`step-answers[data-step="${step}"]`)?.focusUnsaved();
  }

  async #change(wanted: WantedChange): Promise<void> {
    const { lab } = this.#attempts.state;
    if (!lab) return;
    send('show', { tab: 'checks', focus: false, lab: this.#id });
    const say = this.#attempts.beginChange();
    let told = false;
    await changeLab(lab, wanted, (note) => {
      say(note);
      if (!told) this.#focus('.check-note');
      told = true;
    });
  }

  /** Word and title come into view, and stay there while steps above and pictures below are filled in. */
  #showVerdict(focus: boolean): void {
    this.#following = true;
    this.#show();
    // Whoever has loaded the page anew may be reading or typing elsewhere.
    if (focus) this.#verdict()?.focus({ preventScroll: true });
  }

  #verdict(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.verdict');
  }

  #focus(selector: string, which: 'first' | 'last' = 'first'): void {
    const found = [...this.querySelectorAll<HTMLElement>(selector)];
    found.at(which === 'first' ? 0 : -1)?.focus();
  }

  get #id(): string {
    return this.dataset['lab'] ?? '';
  }
}
customElements.define('lab-checks', LabChecks);
