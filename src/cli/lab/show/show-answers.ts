import type { AnswersView } from '#api/answers-view.ts';
import type { StepView } from '#api/lab-view.ts';
import type { AnswerField } from '#course/answers/answer-field.ts';
import { showInline } from './markdown.ts';
import type { Paint } from './paint.ts';
import { harmless, wrap } from './wrap.ts';

const WIDEST = 100;

/** The questions of a step, or one of them, each with what is answered. */
export function showAnswers(
  step: Pick<StepView, 'id' | 'answers'>,
  { typed, remarks }: Pick<AnswersView, 'typed' | 'remarks'>,
  { paint, width }: { paint: Paint; width: number },
  only?: AnswerField,
): string {
  const line = Math.min(width, WIDEST);
  const column = Math.max(...step.answers.map(({ id }) => id.length));
  const hang = ' '.repeat(column + 4);
  const shown = only ? [only] : step.answers;
  const rows = shown.flatMap((field, index) => {
    const heading = field.group !== undefined && field.group !== shown[index - 1]?.group ? [field.group] : [];
    const text = typed[field.id]?.trim()
      ? paint.green(harmless(typed[field.id]!))
      : paint.dim('not answered yet');
    const remark = remarks[field.id];
    const label = wrap(
      `${field.label}${field.kind === 'number' && field.unit ? ` (${field.unit})` : ''}`,
      line - hang.length,
    );
    const help = field.help
      ? [paint.dim(`${hang}${wrap(showInline(field.help, paint), line - hang.length, hang)}`)]
      : [];
    const choices =
      field.kind === 'choice' ? field.choices.map((one) => `${hang}${one.id}: ${one.text}`) : [];
    return [
      ...heading,
      `  ${paint.bold(field.id.padEnd(column))}  ${label.replaceAll('\n', `\n${hang}`)}`,
      ...help,
      ...choices,
      `${hang}${text}`,
      ...(remark === undefined
        ? []
        : [paint.yellow(`${hang}${wrap(harmless(remark), line - hang.length, hang)}`)]),
    ];
  });
  return [paint.bold(`The questions of step ${step.id}`), '', ...rows].join('\n');
}
