import type { DeployAnswer } from '#api/deploy-answer.ts';
import { giveUp } from '../server/give-up.ts';
import { deployTrouble } from '../show/deploy-texts.ts';
import type { Run } from '../subcommand.ts';

/** A build from nothing takes its time, and so does the start of every service. */
const TIMEOUT = 5 * 60_000;

/** `lab apply`: makes the bench run the saved files, as the page's button does; says what was restarted, or why not. */
export const apply: Run = async (_, bench) => {
  const open = await bench.lab();
  if (!open.ok) return bench.fail(open);
  bench.progress('Building and starting what changed …');
  const options = { signal: bench.signal, timeout: TIMEOUT };
  const answer = await bench.call<DeployAnswer>('POST', `/api/labs/${open.body.id}/deploy`, options);
  if (!answer.ok) return giveUp(answer, bench);
  const trouble = deployTrouble(answer.body, bench.paint);
  if (trouble) {
    bench.print(trouble.text);
    return trouble.exit;
  }
  const { restarted = [] } = answer.body;
  bench.print(
    restarted.length > 0
      ? `Built and started again: ${restarted.join(', ')}.`
      : 'Nothing was to be done: the bench runs what you saved.',
  );
  return 0;
};
