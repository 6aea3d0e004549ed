import type { RuntimeView } from '#api/runtime-view.ts';
import type { RuntimeChoice, RuntimeChoices } from '#runtimes/choice.ts';
import { inPhase } from '#runtimes/phase.ts';
import type { Progress, Requirement, Runtime } from '#runtimes/runtime.ts';
import type { SwitchableRuntime } from '#runtimes/switchable.ts';
import { whereOf } from '#runtimes/where.ts';
import { RUNTIME_NAMES } from '#system/runtime-name.ts';
import type { CheckRuns } from '../checks/check-runs.ts';
import type { ChangeRefusal } from '../workspace-changes/refusal.ts';
import type { BenchLifecycle } from './bench-lifecycle.ts';
import { describeMissing } from './describe-missing.ts';
import { type MoveEvent, type MoveState, nextMoveState } from './move-state.ts';

type Name = Runtime['name'];

/** Takes the running bench from one runtime to another. */
export interface BenchMove {
  view(): RuntimeView;
  /**
   * Begins a move. Nothing is touched unless this machine has what the other runtime needs. Answers when that is known; the
   * move goes on behind it, and pages learn of it by events.
   */
  to(name: Name): Promise<RuntimeView | ChangeRefusal>;
  /** Resolves when no move is under way, the start of the new runtime included. */
  idle(): Promise<void>;
}

/** What a move has to do with, besides the bench itself. */
export interface MoveSettings {
  choices: RuntimeChoices;
  requirements: (choice: RuntimeChoice, signal: AbortSignal) => Promise<Requirement[]>;
  create: (choice: RuntimeChoice) => Promise<Runtime>;
  /** Called with a runtime that was chosen and came up. */
  keep: (name: Name) => void;
  say: (text: string) => void;
}

interface MoveOptions extends MoveSettings {
  runtime: Pick<SwitchableRuntime, 'name' | 'replace'>;
  lifecycle: BenchLifecycle;
  checks: Pick<CheckRuns, 'interrupt'>;
  /** Forgets the phases of the start before. */
  forgetPhases: () => void;
  progress: Progress;
  /** Called when the bench has another runtime, phases and parts, or begins to. */
  changed: (view: RuntimeView) => void;
  /** The workspace that the services are built from; none without a lab. */
  workspace: () => string | undefined;
  /** Called when the start of a moved bench has ended, well or not. */
  started: () => void;
  signal: AbortSignal;
}

/** Makes the one place through which the runtime changes, one move at a time. */
export function createBenchMove(options: MoveOptions): BenchMove {
  const { runtime, choices, lifecycle, say, signal } = options;
  let state: MoveState = { step: 'idle' };
  let starts = 0;
  let ended: Promise<void> = Promise.resolve();
  /** Whether the event came to anything. */
  const become = (event: MoveEvent): boolean => {
    const before = state;
    state = nextMoveState(state, event);
    return state !== before;
  };
  const view = (): RuntimeView => ({
    name: runtime.name,
    ...(state.step === 'stopping' && { changing: state.to }),
    choices: RUNTIME_NAMES.map((name) => choiceView(name, choices[name])),
  });
  const start = async (wanted: Name, number: number): Promise<void> => {
    const folder = options.workspace();
    const { name } = runtime;
    if (!signal.aborted && folder !== undefined) await lifecycle.resume(folder);
    // A newer move has replaced this one during its start, and reports how the bench came up.
    if (!become({ type: 'started', start: number }) || signal.aborted || folder === undefined) return;
    if (name === wanted && lifecycle.state().ready) options.keep(name);
    options.started();
  };
  const move = async (choice: RuntimeChoice, before: string): Promise<void> => {
    become({ type: 'stop' });
    await stopOld(options, choice, before, view);
    become({ type: 'stopped', start: ++starts });
    options.changed(view());
    await start(choice.name, starts);
  };
  return {
    view,
    async to(name) {
      if (!canAsk(state)) return ALREADY;
      if (name === runtime.name) return view();
      const [choice, now] = [choices[name], choices[runtime.name]];
      if (typeof choice === 'string') return cannot('a kind cluster', choice);
      become({ type: 'asked', to: name });
      try {
        const missing = describeMissing(await options.requirements(choice, signal));
        if (missing) return cannot(whereOf(choice), missing);
        ended = move(choice, typeof now === 'string' ? runtime.name : whereOf(now)).catch(
          (error: unknown) => {
            if (!signal.aborted) say(`  The change went wrong: ${(error as Error).stack ?? error}`);
          },
        );
        return view();
      } finally {
        // Where nothing was begun; a move that was begun takes no notice of it.
        become({ type: 'refused' });
      }
    },
    idle: () => ended,
  };
}

/** Takes the old runtime down and makes the new one in its place, as a phase that the pages show. */
async function stopOld(
  { runtime, lifecycle, checks, create, forgetPhases, progress, changed, say }: MoveOptions,
  choice: RuntimeChoice,
  before: string,
  view: () => RuntimeView,
): Promise<void> {
  const reason = `the bench is being changed to ${whereOf(choice)}`;
  lifecycle.suspend(`${reason[0]!.toUpperCase()}${reason.slice(1)}.`);
  forgetPhases();
  changed(view());
  say(`\n  The bench is changed to ${whereOf(choice)}, as asked in the page.`);
  const phase = { id: 'take-down', title: `Stop the bench on ${before}`, usual: 3000 };
  try {
    await inPhase(progress, phase, async () => {
      await checks.interrupt(reason);
      await runtime.replace(() => create(choice), reason);
    });
  } catch (error) {
    // The bench stays what it was, and is brought up again by the caller.
    say(`  It could not be changed: ${(error as Error).message}`);
  }
}

function canAsk({ step }: MoveState): boolean {
  return step === 'idle' || step === 'starting';
}

function choiceView(name: Name, choice: RuntimeChoice | string): RuntimeView['choices'][number] {
  if (typeof choice === 'string') return { name, where: 'a kind cluster', unusable: choice };
  return { name, where: whereOf(choice) };
}

function cannot(where: string, detail: string): ChangeRefusal {
  return {
    because: 'conflict',
    refused: {
      title: `The bench cannot run on ${where} yet, so nothing was changed.`,
      detail,
      next: 'Fix that and ask again. Until then the bench stays where it is.',
    },
  };
}

const ALREADY: ChangeRefusal = {
  because: 'conflict',
  refused: { title: 'The bench is being changed already.', next: 'Wait until the old one has stopped.' },
};
