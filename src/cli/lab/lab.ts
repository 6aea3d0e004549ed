import type { Surroundings } from './cli-io.ts';
import { readWords } from './read-arguments.ts';
import { createBench } from './server/bench.ts';
import { problems } from './server/problems.ts';
import { VOCABULARY } from './subcommands.ts';

/** The learner's command `lab`: does what its arguments say and gives the exit code. */
export async function lab(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const bench = createBench(surroundings);
  const reading = readWords(argv, VOCABULARY);
  if (!reading.ok) return bench.fail(reading);
  if ('help' in reading) {
    const { help } = await import('./help.ts');
    bench.print(help(VOCABULARY, reading.help, bench));
    return 0;
  }
  try {
    const run = await reading.word.load();
    return await run(reading.given, bench);
  } catch (error) {
    // Without this a defect would end like a verdict of “not yet”.
    return bench.fail(problems.defect(error));
  }
}
