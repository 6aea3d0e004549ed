import type { LabView, StepView } from '#api/lab-view.ts';
import { showInline, showMarkdown } from './markdown.ts';
import type { Paint } from './paint.ts';

const WIDEST = 100;

/** What a step asks for, as the chapter's text has it, with its commands. */
export function showStep(
  lab: LabView,
  step: StepView,
  { paint, width }: { paint: Paint; width: number },
): string {
  const number = lab.steps.indexOf(step) + 1;
  const commands = step.commands.map(
    ({ title, run }) => `${paint.dim(`# ${title}`)}\n${run.trimEnd().replaceAll(/^/gm, '  ')}`,
  );
  const questions =
    step.answers.length > 0
      ? [
          `It has questions: lab answer shows them, ${paint.bold('lab answer <question> <answer>')} answers one.`,
        ]
      : [];
  return [
    `${paint.bold(`${number} ${step.id}: ${showInline(step.title, paint)}`)}  ${paint.dim(`about ${step.minutes} min`)}`,
    showMarkdown(step.text, paint, Math.min(width, WIDEST)),
    ...commands,
    ...questions,
  ].join('\n\n');
}
