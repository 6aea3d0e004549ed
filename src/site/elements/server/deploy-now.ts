import type { DeployAnswer } from '#api/deploy-answer.ts';
import { BenchError, call } from './bench-api.ts';

/** Makes the bench run the lab's files, and says what became of it. */
export async function deployNow(
  lab: string,
): Promise<{ words: string; errors: NonNullable<DeployAnswer['errors']> }> {
  try {
    const answer = await call<DeployAnswer>('POST', `/api/labs/${lab}/deploy`);
    return { words: deployTexts(answer), errors: answer.errors ?? refusedLine(answer) };
  } catch (error) {
    if (!(error instanceof BenchError)) throw error;
    return { words: error.message, errors: [] };
  }
}

/** What is said of saved files that were brought before something was sent; nothing where all of them ran already. */
export function deployedWords(answer: DeployAnswer | undefined): string {
  if (!answer) return 'A check runs, so saved files were not built: the program that answered may be older.';
  if (answer.status !== 'ok') return `${deployTexts(answer)}, so an older program answered.`;
  return answer.restarted && answer.restarted.length > 0
    ? `Built what was saved and restarted ${answer.restarted.join(', ')}.`
    : '';
}

/** A line of a configuration that is refused is marked in the editor as one that does not compile. */
function refusedLine({ file, line, message }: DeployAnswer): NonNullable<DeployAnswer['errors']> {
  if (file === undefined || line === undefined) return [];
  return [{ file, line, column: 1, message: message ?? '' }];
}

/** The outcome of a deploy in one line. */
export function deployTexts({
  status,
  service = 'A service',
  restarted,
  lastLines,
  reason,
  part,
  file,
  line,
  message,
}: DeployAnswer): string {
  if (status === 'does-not-build') return `${service} does not build`;
  if (status === 'does-not-configure')
    return `${part} does not take ${file}${line ? `:${line}` : ''}: ${message}`;
  if (status === 'does-not-start')
    return `${service} does not start: ${lastLines?.[0] ?? 'it wrote no line'}`;
  if (status === 'broken') return `Bench trouble: ${reason ?? 'no reason given'}`;
  if (restarted && restarted.length === 0) return 'Running as saved, nothing to restart';
  return restarted ? `Restarted: ${restarted.join(', ')}` : 'Built and running';
}
