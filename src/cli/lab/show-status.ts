import type { BenchView } from '#api/bench-view.ts';
import type { PartView } from '#api/events.ts';
import type { Attempt, LabView, StepView } from '#api/lab-view.ts';
import { showInline } from './markdown.ts';
import type { Paint } from './paint.ts';
import { VERDICTS } from './verdict-words.ts';
import { harmless } from './wrap.ts';

/** The lab and the bench at a glance. */
export function showStatus(lab: LabView, bench: BenchView, paint: Paint): string {
  const width = Math.max(...lab.steps.map(({ id }) => id.length));
  const steps = lab.steps.map((step, index) => {
    const at = step.id === lab.current ? paint.bold('▸') : ' ';
    const name = paint.bold(`${index + 1} ${step.id.padEnd(width)}`);
    return `${at} ${name}  ${showInline(step.title, paint)}${stateOf(step, lab.attempts, paint)}`;
  });
  const changed = lab.files.filter(({ changed }) => changed).map(({ path }) => `  ${path}`);
  const last = lab.copies[0];
  return [
    paint.bold(lab.title),
    '',
    ...steps,
    '',
    ...benchLines(bench, paint),
    '',
    changed.length > 0
      ? 'Changed since the start of this step:'
      : 'Nothing is changed since the start of this step.',
    ...changed,
    ...(last ? [paint.dim(`Kept copy: ${last.title}. lab undo brings it back.`)] : []),
    paint.dim(`Files are in ${lab.workspace}`),
  ].join('\n');
}

function stateOf(step: StepView, attempts: readonly Attempt[], paint: Paint): string {
  if (step.passed) return `  ${paint.green('✓ passed')}`;
  if (step.mark) return `  ${paint.blue(step.mark)}`;
  const last = attempts.find((attempt) => attempt.step === step.id)?.verdict;
  if (!last) return '';
  const { icon, word, colour } = VERDICTS[last.status];
  return `  ${paint[colour](`${icon} ${word}`)}: ${showInline(harmless(last.title), paint)}`;
}

function benchLines({ ready, reason, parts, check }: BenchView, paint: Paint): string[] {
  const unwell = parts.flatMap((part) => trouble(part) ?? []);
  const first = !ready
    ? paint.yellow(`The bench is not ready: ${harmless(reason ?? 'it is starting')}`)
    : unwell.length > 0
      ? paint.red('The bench is ready, but not all of it is well:')
      : paint.green('The bench is ready.');
  return [
    first,
    ...(ready ? unwell.map((line) => `  ${harmless(line)}`) : []),
    ...(check
      ? [`Step ${check.step} is being checked${check.phase ? `: ${harmless(check.phase)}` : ''}.`]
      : []),
  ];
}

function trouble({ part, state, reason, build }: PartView): string | undefined {
  if (state !== 'ready') return `${part} is ${state}${reason ? `: ${reason}` : ''}`;
  const [error] = build?.state === 'failed' ? build.errors : [];
  if (error) return `${part} does not build: ${error.file}:${error.line}: ${error.message}`;
  return build?.state === 'stale'
    ? `${part} is older than its files; a check, or lab restart ${part}, builds it`
    : undefined;
}
