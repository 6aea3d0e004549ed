import type { BenchView } from '#api/bench-view.ts';
import type { DeployAnswer } from '#api/deploy-answer.ts';
import type { Bench } from '../server/bench.ts';
import { deployTrouble } from '../show/deploy-texts.ts';
import { notRunningLines } from '../show/not-running.ts';

/** Milliseconds: a build from nothing takes its time. */
const TIMEOUT = 5 * 60_000;

/** Has saved files that do not run yet built before a request is sent; says where an older program is going to answer. */
export async function bringSaved(bench: Bench): Promise<void> {
  const [lab, state] = [await bench.lab(), await bench.call<BenchView>('GET', '/api/bench')];
  // What is wrong then is said by the request itself.
  if (!lab.ok || !state.ok || notRunningLines(state.body, lab.body.id).length === 0) return;
  if (state.body.check) {
    bench.note('A check runs, so what is saved is not built: the program that answers may be older.');
    return;
  }
  bench.progress('Building what is saved …');
  const options = { signal: bench.signal, timeout: TIMEOUT };
  const answer = await bench.call<DeployAnswer>('POST', `/api/labs/${lab.body.id}/deploy`, options);
  const trouble = answer.ok ? deployTrouble(answer.body, bench.paint)?.text : answer.problem.title;
  if (trouble) bench.note(`${trouble}\nAn older program answers.`);
  else bench.note('Built what was saved.');
}
