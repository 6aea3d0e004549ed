import type { BenchView } from '#api/bench-view.ts';
import type { DeployAnswer } from '#api/deploy-answer.ts';
import type { PartView } from '#api/events.ts';
import { choosePart } from '../choose.ts';
import { EXIT } from '../exit-codes.ts';
import type { Bench } from '../server/bench.ts';
import type { ApiAnswer } from '../server/call.ts';
import { giveUp } from '../server/give-up.ts';
import { deployTrouble } from '../show/deploy-texts.ts';
import type { Run } from '../subcommand.ts';

/** A build from nothing takes its time, and so does RabbitMQ. */
const TIMEOUT = 5 * 60_000;

/** `lab restart`: builds a service whose files changed, and starts it again; a part of the stack is only started again. */
export const restart: Run = async ({ arguments: [wanted = ''] }, bench) => {
  const state = await bench.call<BenchView>('GET', '/api/bench');
  if (!state.ok) return bench.fail(state);
  const chosen = choosePart(state.body.parts, wanted);
  if (!chosen.ok) return bench.fail(chosen);
  const { part, build: isBuilt } = chosen.part;
  if (!isBuilt) return startAgain(part, bench);
  const built = await build(part, bench);
  if (!built.ok) return giveUp(built, bench);
  const trouble = deployTrouble(built.body, bench.paint);
  if (trouble) {
    bench.print(trouble.text);
    return trouble.exit;
  }
  if (!built.body.restarted?.includes(part)) return startAgain(part, bench);
  bench.print(`${part} was built and started again.`);
  return 0;
};

/** Builds and restarts whatever changed, as a check does. */
async function build(part: string, { lab, call, signal, progress }: Bench): Promise<ApiAnswer<DeployAnswer>> {
  const open = await lab();
  if (!open.ok) return open;
  progress(`Building ${part} if its files changed …`);
  return call('POST', `/api/labs/${open.body.id}/deploy`, { signal, timeout: TIMEOUT });
}

async function startAgain(part: string, bench: Bench): Promise<number> {
  bench.progress(`Starting ${part} again …`);
  const options = { signal: bench.signal, timeout: TIMEOUT };
  const answer = await bench.call<PartView>('POST', `/api/parts/${part}/restart`, options);
  if (!answer.ok) return giveUp(answer, bench);
  const { state, reason } = answer.body;
  if (state === 'ready') {
    bench.print(`${part} was started again.`);
    return 0;
  }
  const problem = {
    title: `${part} is ${state}.`,
    detail: reason,
    next: `lab logs ${part} shows what it wrote.`,
  };
  return bench.fail({ ok: false, exit: EXIT.broken, problem });
}
