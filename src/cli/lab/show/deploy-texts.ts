import type { DeployAnswer } from '#api/deploy-answer.ts';
import { EXIT } from '../exit-codes.ts';
import type { Paint } from './paint.ts';
import { harmless } from './wrap.ts';

/** What stands between an edit and a running service; nothing when it runs. */
export function deployTrouble(
  answer: DeployAnswer,
  paint: Paint,
): { text: string; exit: number } | undefined {
  const { status, service = 'A service', errors = [], lastLines = [], reason } = answer;
  if (status === 'ok') return undefined;
  if (status === 'does-not-configure') return { text: refusedFile(answer, paint), exit: EXIT.fail };
  if (status === 'broken') {
    const text = `${paint.red('Bench trouble:')} ${harmless(reason ?? `${service} could not be built or started.`)}`;
    return { text, exit: EXIT.broken };
  }
  const lines =
    status === 'does-not-build'
      ? errors.map(
          ({ file, line, column, message }) =>
            `  ${paint.bold(`${file}:${line}:${column}`)} ${harmless(message)}`,
        )
      : lastLines.map((line) => `  ${harmless(line)}`);
  const title = status === 'does-not-build' ? `${service} does not build.` : `${service} does not start:`;
  return { text: [paint.yellow(title), ...lines].join('\n'), exit: EXIT.fail };
}

function refusedFile({ part, file, line, message = '' }: DeployAnswer, paint: Paint): string {
  const place = line === undefined ? `${file}` : `${file}:${line}`;
  return `${paint.yellow(`${part} does not take its configuration.`)}\n  ${paint.bold(place)} ${harmless(message)}`;
}
