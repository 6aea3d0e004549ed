import type { BenchView } from '#api/bench-view.ts';
import type { DeployAnswer } from '#api/deploy-answer.ts';
import type { Bench } from '../server/bench.ts';
import { deployTrouble } from '../show/deploy-texts.ts';
import { notRunningLines } from '../show/not-running.ts';

/** Milliseconds: a build from nothing takes its time. */
const TIMEOUT = 5 * 60_000;

/**
 * Makes the services run the lab's files as they are saved before a request is sent, as the page's buttons do: they may be
 * of an earlier text or of another lab. Says where another program is going to answer.
 */
export async function bringSaved(bench: Bench): Promise<void> {
  const [lab, state] = [await bench.lab(), await bench.call<BenchView>('GET', '/api/bench')];
  // What is wrong then is said by the request itself.
  if (!lab.ok || !state.ok) return;
  const { check, running } = state.body;
  const isOther = running !== undefined && running.lab !== lab.body.id;
  const isSaved = notRunningLines(state.body, lab.body.id).length > 0;
  const changesWithStep = running?.waiting?.some((file) => file.state === 'step') ?? false;
  if (!isOther && !isSaved && !changesWithStep) return;
  const program = isOther ? `A program of lab ${running.lab}` : 'An older program';
  if (check) {
    bench.note(`A check runs, so what is saved here is not built. ${program} may answer.`);
    return;
  }
  const [doing, done] = isOther
    ? ['Building this lab’s files …', 'The services run this lab’s files now.']
    : isSaved
      ? ['Building what is saved …', 'Built what was saved.']
      : ['Bringing the setup of this step …', 'The setup of this step runs now.'];
  bench.progress(doing);
  const options = { signal: bench.signal, timeout: TIMEOUT };
  const answer = await bench.call<DeployAnswer>('POST', `/api/labs/${lab.body.id}/deploy`, options);
  const trouble = answer.ok ? deployTrouble(answer.body, bench.paint)?.text : answer.problem.title;
  if (trouble) bench.note(`${trouble}\n${program} answers.`);
  else bench.note(done);
}
