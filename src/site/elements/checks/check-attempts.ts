import type { Attempt, LabView } from '#api/lab-view.ts';
import type { TraceView } from '#api/trace-view.ts';
import type { FileChange } from '#api/workspace-change.ts';
import type { UnsavedFile } from '../edited-files/open-file.ts';
import { BenchError } from '../server/bench-api.ts';
import type { ChangeNote } from './change-lab.ts';
import type { ChecksServer } from './checks-server.ts';
import { type KnownTraces, loadTraces } from './verdict-traces.ts';

/** What the checks panel of a lab shows. */
export interface ChecksState {
  lab?: LabView;
  /** The step whose text is open. */
  step?: string;
  /** The attempt whose verdict is in view. */
  attempt?: Attempt;
  /** How many hints were given beside that verdict; those given earlier are of another one. */
  hinted: number;
  traces: KnownTraces;
  note: ChangeNote;
  /** The check that was not begun, because these files on disk are not what the learner sees. */
  unsaved?: { step: string; files: readonly UnsavedFile[] } | undefined;
  /** The solution of a step beside the learner's files. */
  solution?: { step: string; number: number; changes: readonly FileChange[] };
}

/** The attempts of one lab as a page follows them. It knows nothing of the page: who shows the state hears of changes. */
export interface CheckAttempts {
  readonly state: ChecksState;
  /** Takes in the lab as the server sees it now. */
  labSeen(lab: LabView): void;
  /**
   * Begins the check of a step when everything that is typed is on disk. Otherwise it says what is not, and begins only
   * where the learner has said to judge what is there; false then, and where the server refused.
   */
  check(step: string, asItIs?: boolean): Promise<boolean>;
  /** Takes in a verdict, and tells whether this page asked for it. */
  arrived(attempt: Attempt): { own: boolean };
  cancel(): Promise<void>;
  cancelled(problem?: string): void;
  chooseStep(step: string): void;
  /** Shows an earlier attempt; false where there is none with this id. */
  chooseAttempt(id: number): boolean;
  /** Asks for the next hint of a step; false where the server refused. */
  hint(step: string): Promise<boolean>;
  /** Fetches the solution of a step as a difference; false where the server refused. */
  showSolution(step: string): Promise<boolean>;
  closeSolution(): void;
  /** Begins a change of the files; what it gives is called with each word on it, and is silent once a later change began. */
  beginChange(): (note: ChangeNote) => void;
}

/** Follows the attempts of a lab; `changed` is called after every change of the state. */
export function followAttempts(server: ChecksServer, changed: () => void): CheckAttempts {
  const traces = new Map<string, TraceView | undefined>();
  let state: ChecksState = { hinted: 0, traces, note: { words: '' } };
  /** The step whose check this page asked for, until its verdict is there. */
  let asked: string | undefined;
  let changes = 0;

  const set = (next: Partial<ChecksState>) => {
    state = { ...state, ...next };
    changed();
  };
  const say = (words: string) => set({ note: { words } });
  const attempted = (work: () => Promise<void>) => sayWhyNot(work, say);
  const show = (attempt: Attempt, isNew = false) => {
    set({ attempt, ...(attempt.id !== state.attempt?.id && { hinted: 0 }) });
    void loadTraces(attempt.verdict, traces, server.traceOf, isNew).then(changed);
  };

  return {
    get state() {
      return state;
    },
    labSeen(lab) {
      // A learner who is brought to another step sees that step.
      const moved = state.lab?.current !== lab.current;
      set({ lab, ...(moved && { step: asked ?? lab.current }) });
      if (!state.attempt && lab.attempts[0]) show(lab.attempts[0]);
    },
    async check(step, asItIs = false) {
      asked = step;
      set({ step, unsaved: undefined, note: { words: 'Saving the files, then asking the server.' } });
      const files = await server.saved();
      if (files.length > 0 && !asItIs) {
        asked = undefined;
        set({ unsaved: { step, files }, note: { words: '' } });
        return false;
      }
      const begun = await attempted(() => server.startCheck(step));
      if (begun) say('');
      else asked = undefined;
      return begun;
    },
    arrived(attempt) {
      const own = asked === attempt.step;
      asked = undefined;
      set({ step: attempt.step, unsaved: undefined, note: { words: '' } });
      show(attempt, true);
      return { own };
    },
    cancel: () => server.cancelCheck().catch(() => undefined),
    cancelled: (problem = 'Cancelled. Nothing was judged.') => say(problem),
    chooseStep: (step) => set({ step }),
    chooseAttempt(wanted) {
      const attempt = state.lab?.attempts.find((one) => one.id === wanted);
      if (attempt) show(attempt);
      return attempt !== undefined;
    },
    hint: (step) =>
      attempted(async () => {
        await server.giveHint(step);
        if (state.attempt?.step === step) set({ hinted: state.hinted + 1 });
      }),
    showSolution: (step) =>
      attempted(async () => {
        await server.saved();
        const found = await server.solutionOf(step);
        const number = 1 + (state.lab?.steps.findIndex((one) => one.id === step) ?? 0);
        set({ solution: { step, number, changes: found } });
      }),
    closeSolution: () => set({ solution: undefined }),
    beginChange() {
      set({ solution: undefined });
      // The services of an earlier change may be up only after a later one was made: its last word would be of the past.
      const mine = ++changes;
      return (note) => mine === changes && set({ note });
    },
  };
}

/** Does some work, or says why the server refused it. */
async function sayWhyNot(work: () => Promise<void>, say: (words: string) => void): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    say(error.message);
    return false;
  }
}
