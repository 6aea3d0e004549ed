import { engineVerdict } from '#bench/checks/engine-verdict.ts';
import { stepStart } from '#bench/workspace/module-files.ts';
import type { Lab } from '#course/lab.ts';
import { partsOf } from '#course/setup-of.ts';
import type { Verdict } from '#course/verdict.ts';
import { layAnswer } from './answer.ts';
import { openProver } from './open-prover.ts';
import { type ProveOptions, USAGE_EXIT } from './options.ts';
import type { Prover } from './prover.ts';
import { verdictText } from './report.ts';
import { StackFailed } from './stack.ts';
import { requestsIn } from './states.ts';

const EXIT: Record<Verdict['status'], number> = { pass: 0, fail: 1, inconclusive: 2, broken: 3 };

interface Answering {
  labsFolder: string;
  lab: Lab;
  step: string;
  options: ProveOptions;
  say: (text: string) => void;
  signal: AbortSignal;
}

/** Grades one folder and prints its verdict; the exit code says which of the four it is. */
export async function gradeAnswer({
  labsFolder,
  lab,
  step,
  options,
  say,
  signal,
}: Answering): Promise<number> {
  const start = await stepStart(labsFolder, lab, step);
  const answer = await layAnswer(start, lab, options.answer!);
  if (!answer.ok) {
    console.error(answer.problem);
    return USAGE_EXIT;
  }
  const print = (verdict: Verdict): number => {
    console.log(options.json ? JSON.stringify({ lab: lab.id, step, verdict }) : verdictText(verdict));
    return EXIT[verdict.status];
  };
  let prover: Prover | undefined;
  let worst: Verdict | undefined;
  try {
    prover = await openProver({ labsFolder, options, start, needs: partsOf(lab), progress: say, signal });
    for (let time = 0; time < options.repeat; time += 1) {
      const { verdict, duration } = await prover.grade(
        { lab: lab.id, step, files: answer.files, ...requestsIn(options.answer!) },
        say,
        signal,
      );
      say(`${verdict.status} after ${(duration / 1000).toFixed(1)} s`);
      if (!worst || EXIT[verdict.status] > EXIT[worst.status]) worst = verdict;
    }
  } catch (error) {
    if (!(error instanceof StackFailed)) throw error;
    return print({
      ...engineVerdict('stack-down', { reason: error.message }),
      ...{ finding: 'bench-broken', stage: 'stack' },
    });
  } finally {
    await prover?.close();
  }
  return print(worst!);
}
