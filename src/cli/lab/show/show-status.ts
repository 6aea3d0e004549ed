import { changedSince } from '#api/attempt-age.ts';
import type { BenchView } from '#api/bench-view.ts';
import type { PartView } from '#api/events.ts';
import type { LabView, StepView } from '#api/lab-view.ts';
import { showInline } from './markdown.ts';
import { notRunningLines } from './not-running.ts';
import type { Paint } from './paint.ts';
import { stepNameAtStart } from './step-name.ts';
import { VERDICTS } from './verdict-texts.ts';
import { harmless, wrap } from './wrap.ts';

const WIDEST = 100;

/** The lab and the bench at a glance. */
export function showStatus(
  lab: LabView,
  bench: BenchView,
  { paint, width: columns }: { paint: Paint; width: number },
): string {
  const line = Math.min(columns, WIDEST);
  const width = Math.max(...lab.steps.map(({ id }) => id.length));
  // With every step passed there is none to go on with; the bench is still at the last one.
  const done = lab.steps.every(({ passed }) => passed);
  const steps = lab.steps.map((step, index) => {
    const at = step.id === lab.current && !done ? paint.bold('▸') : ' ';
    const name = paint.bold(`${index + 1} ${step.id.padEnd(width)}`);
    const hang = ' '.repeat(width + 6);
    const [state, last] = [stateOf(step, paint), lastVerdict(step, lab, paint)];
    const title = wrap(`${showInline(step.title, paint)}${state}`, line - hang.length).replaceAll(
      '\n',
      `\n${hang}`,
    );
    const verdict = last && `\n${hang}${wrap(last, line - hang.length).replaceAll('\n', `\n${hang}`)}`;
    return `${at} ${name}  ${title}${verdict}`;
  });
  const changed = lab.files.filter(({ changed }) => changed).map(({ path }) => `  ${path}`);
  const last = lab.copies[0];
  return [
    paint.bold(lab.title),
    '',
    ...steps,
    '',
    ...benchLines(bench, lab, paint).map((text) => wrap(text, line, '    ')),
    '',
    changed.length > 0
      ? 'Changed since the start of this step:'
      : 'Nothing is changed since the start of this step.',
    ...changed,
    ...(last ? [paint.dim(wrap(`Kept copy: ${last.title}. lab undo brings it back.`, line, '    '))] : []),
    // A path that has no room behind these words stands whole on a line of its own, to be copied.
    paint.dim(wrap(`Files are in ${lab.workspace}`, line, '  ')),
  ].join('\n');
}

function stateOf({ passed, mark }: StepView, paint: Paint): string {
  if (passed) return `  ${paint.green('✓ passed')}`;
  return mark ? `  ${paint.blue(mark)}` : '';
}

/** Of a step that is still to be done. */
function lastVerdict({ id, passed, mark }: StepView, lab: LabView, paint: Paint): string {
  const last = lab.attempts.find((attempt) => attempt.step === id);
  if (passed || mark || !last) return '';
  const { icon, word, colour } = VERDICTS[last.verdict.status];
  const older = changedSince(last, lab).length > 0 ? ' (before your last change)' : '';
  return `${paint[colour](`${icon} ${word}`)}: ${showInline(harmless(last.verdict.title), paint)}${older}`;
}

function benchLines(bench: BenchView, lab: LabView, paint: Paint): string[] {
  const { ready, reason, runtime, parts, check, running } = bench;
  const other = running && running.lab !== lab.id ? running.lab : undefined;
  const unwell = parts.flatMap((part) => trouble(other === undefined ? part : withoutBuild(part)) ?? []);
  const first = !ready
    ? paint.yellow(`The bench is not ready: ${harmless(reason ?? 'it is starting')}`)
    : unwell.length > 0
      ? paint.red('The bench is ready, but not all of it is well:')
      : paint.green('The bench is ready.');
  return [
    first,
    ...(ready ? unwell.map((line) => `  ${harmless(line)}`) : []),
    ...(ready ? notRunningLines(bench, lab.id).map((line) => paint.yellow(harmless(line))) : []),
    ...runtimeLine(runtime),
    ...(ready && other !== undefined
      ? [`The services run the files of lab ${other}; lab check brings those of this lab to them.`]
      : []),
    ...(check
      ? [
          `${check.lab === lab.id ? stepNameAtStart(lab, check.step) : `Lab ${check.lab}`} is being checked${check.phase ? `: ${harmless(check.phase)}` : ''}.`,
        ]
      : []),
  ];
}

function runtimeLine({ name, changing, choices }: BenchView['runtime']): string[] {
  const where = (wanted: string) => choices.find((choice) => choice.name === wanted)?.where ?? wanted;
  const next = changing && changing !== name ? ` and is being changed to ${harmless(where(changing))}` : '';
  return [`It runs on ${harmless(where(name))}${next}.`];
}

/** How the files of another lab compile does not concern this one. */
function withoutBuild({ build: _, ...part }: PartView): PartView {
  return part;
}

function trouble({ part, state, reason, build }: PartView): string | undefined {
  if (state !== 'ready') return `${part} is ${state}${reason ? `: ${reason}` : ''}`;
  const [error] = build?.state === 'failed' ? build.errors : [];
  if (error) return `${part} does not build: ${error.file}:${error.line}: ${error.message}`;
  return undefined;
}
