import type { RuntimeView } from '#api/runtime-view.ts';
import type { RuntimeChoice, RuntimeChoices } from '#runtimes/choice.ts';
import { inPhase } from '#runtimes/phase.ts';
import type { Progress, Requirement, Runtime } from '#runtimes/runtime.ts';
import type { SwitchableRuntime } from '#runtimes/switchable.ts';
import { whereOf } from '#runtimes/where.ts';
import { RUNTIME_NAMES } from '#system/runtime-name.ts';
import type { ChangeRefusal } from '../change/refusal.ts';
import type { CheckRuns } from '../checks/check-runs.ts';
import type { BenchLifecycle } from './bench-lifecycle.ts';
import { describeMissing } from './describe-missing.ts';

type Name = Runtime['name'];

/** Takes the running bench from one runtime to another. */
export interface BenchMove {
  view(): RuntimeView;
  /**
   * Begins a change. Nothing is touched unless this machine has what the other runtime needs. Answers when that is known;
   * the change goes on behind it, and is told of by events.
   */
  to(name: Name): Promise<RuntimeView | ChangeRefusal>;
  /** Resolves when no change is under way, the start of the new runtime included. */
  idle(): Promise<void>;
}

interface RuntimeChangeOptions {
  runtime: SwitchableRuntime;
  choices: RuntimeChoices;
  life: BenchLifecycle;
  checks: Pick<CheckRuns, 'interrupt'>;
  requirements: (choice: RuntimeChoice, signal: AbortSignal) => Promise<Requirement[]>;
  create: (choice: RuntimeChoice) => Promise<Runtime>;
  /** Forgets the phases of the start before. */
  forgetPhases: () => void;
  progress: Progress;
  /** Tells the pages that the runtime, its phases and its parts are others. */
  changed: () => void;
  /** The workspace that the services are built from; none without a lab. */
  workspace: () => string | undefined;
  /** Called with a runtime that was chosen and came up. */
  keep: (name: Name) => void;
  say: (text: string) => void;
  /** Called when the start of a changed bench has ended, well or not. */
  started: () => void;
  signal: AbortSignal;
}

/** Makes the one place through which the runtime changes, one change at a time. */
export function createBenchMove(options: RuntimeChangeOptions): BenchMove {
  const { runtime, choices, life, checks, progress, changed, say, signal } = options;
  let locked: Name | undefined;
  let changing: Name | undefined;
  let working: Promise<void> = Promise.resolve();

  const view = (): RuntimeView => ({
    name: runtime.name,
    ...(changing && { changing }),
    choices: RUNTIME_NAMES.map((name) => {
      const choice = choices[name];
      if (typeof choice === 'string') return { name, where: 'a kind cluster', unusable: choice };
      return { name, where: whereOf(choice) };
    }),
  });

  const change = async (choice: RuntimeChoice, before: string): Promise<void> => {
    const reason = `the bench is being changed to ${whereOf(choice)}`;
    changing = choice.name;
    life.suspend(`${reason[0]!.toUpperCase()}${reason.slice(1)}.`);
    options.forgetPhases();
    changed();
    say(`\n  The bench is changed to ${whereOf(choice)}, as asked in the page.`);
    const phase = { id: 'take-down', title: `Stop the bench on ${before}`, usual: 3000 };
    try {
      await inPhase(progress, phase, async () => {
        await checks.interrupt(reason);
        await runtime.replace(() => options.create(choice), reason);
      });
    } catch (error) {
      // It stays what it was, and is brought up again below.
      say(`  It could not be changed: ${(error as Error).message}`);
    } finally {
      changing = undefined;
      locked = undefined;
      changed();
    }
  };
  const start = async (wanted: Name): Promise<void> => {
    const folder = options.workspace();
    if (signal.aborted || folder === undefined) return;
    const { name } = runtime;
    await life.resume(folder);
    // Changed again meanwhile: that change says how it ended.
    if (signal.aborted || locked || runtime.name !== name) return;
    if (name === wanted && life.state().ready) options.keep(name);
    options.started();
  };

  return {
    view,
    async to(name) {
      if (locked) return ALREADY;
      if (name === runtime.name) return view();
      const [choice, now] = [choices[name], choices[runtime.name]];
      if (typeof choice === 'string') return cannot('a kind cluster', choice);
      locked = name;
      try {
        const missing = describeMissing(await options.requirements(choice, signal));
        if (missing) return cannot(whereOf(choice), missing);
        const done = change(choice, typeof now === 'string' ? runtime.name : whereOf(now));
        const started = done.then(() => start(name));
        working = started.catch((error: unknown) => {
          if (!signal.aborted) say(`  The change went wrong: ${(error as Error).stack ?? error}`);
        });
        return view();
      } finally {
        if (!changing) locked = undefined;
      }
    },
    idle: () => working,
  };
}

function cannot(where: string, detail: string): ChangeRefusal {
  return {
    because: 'conflict',
    refused: {
      title: `The bench cannot run on ${where} yet, so nothing was changed.`,
      detail,
      next: 'Mend that and ask again. Until then the bench stays where it is.',
    },
  };
}

const ALREADY: ChangeRefusal = {
  because: 'conflict',
  refused: { title: 'The bench is being changed already.', next: 'Wait until the old one has stopped.' },
};
