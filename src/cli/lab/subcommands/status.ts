import type { BenchView } from '#api/bench-view.ts';
import { EXIT } from '../exit-codes.ts';
import { statusOutput } from '../server/json-output.ts';
import { showStatus } from '../show/show-status.ts';
import type { Run } from '../subcommand.ts';

/** `lab status`: where the learner is, and how the bench is. Ends with 0 when a check can be run now. */
export const status: Run = async ({ flags }, bench) => {
  const lab = await bench.lab();
  if (!lab.ok) return bench.fail(lab);
  const state = await bench.call<BenchView>('GET', '/api/bench');
  if (!state.ok) return bench.fail(state);
  bench.print(flags['json'] ? statusOutput(lab.body, state.body) : showStatus(lab.body, state.body, bench));
  return state.body.ready ? 0 : EXIT.busy;
};
