import type { LabView, StepView } from '#api/lab-view.ts';
import { commandText } from '#course/command-text.ts';
import { partsOf } from '#course/setup-of.ts';
import type { Runtime } from '#runtimes/runtime.ts';
import type { Attempts } from '../progress/attempts.ts';
import type { ProgressStore } from '../progress/progress-store.ts';
import { listFiles } from '../workspace/lab-files.ts';
import { followedFiles } from '../workspace/typed-answers.ts';
import { backupView } from '../workspace-changes/backup-view.ts';
import { listBackups } from '../workspace-changes/kept-backups.ts';
import type { WorkspaceChanges } from '../workspace-changes/workspace-changes.ts';
import type { OpenLab } from './open-labs.ts';
import { startsAlike } from './starts-alike.ts';

/** Where what the page is told of a lab comes from. */
export interface LabSources {
  attempts: Pick<Attempts, 'passed' | 'ofLab'>;
  labProgress: ProgressStore;
  workspaces: Pick<WorkspaceChanges, 'startNow'>;
  runtime: Pick<Runtime, 'name'>;
}

/** What the page is told of a lab: its text for this runtime, with the learner's progress in it. */
export async function labView(open: OpenLab, sources: LabSources): Promise<LabView> {
  const { lab, workspace } = open;
  const { id, title, summary, minutes } = lab;
  const start = sources.workspaces.startNow(open);
  const backups = await listBackups(workspace.backups, id);
  return {
    ...{ id, title, summary, minutes },
    runtime: sources.runtime.name,
    workspace: workspace.folder,
    files: await listFiles({ folder: workspace.folder, start }, followedFiles(lab)),
    parts: partsOf(lab),
    current: sources.labProgress.current(lab),
    steps: stepViews(open, sources),
    attempts: sources.attempts.ofLab(id),
    copies: backups.map((backup) => backupView(backup, lab)),
  };
}

function stepViews(open: OpenLab, { attempts, labProgress, runtime }: LabSources): StepView[] {
  const { lab } = open;
  const current = labProgress.current(lab);
  const passed = attempts.passed(lab.id);
  const marks = labProgress.marks(lab.id);
  const hints = labProgress.hints(lab.id);
  return lab.steps.map((step) => {
    const given = Math.min(hints.get(step.id) ?? 0, step.hints.length);
    return {
      ...step,
      commands: step.commands.map((command) => ({ ...command, run: commandText(command, runtime.name) })),
      passed: passed.has(step.id),
      mark: marks.get(step.id),
      hints: step.hints.slice(0, given),
      hintsLeft: step.hints.length - given,
      alike: startsAlike(open, step.id, current),
    };
  });
}
