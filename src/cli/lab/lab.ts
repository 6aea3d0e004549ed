import { createBench } from './bench.ts';
import { problems } from './problems.ts';
import { readWords } from './read-words.ts';
import type { Surroundings } from './surroundings.ts';
import { VOCABULARY } from './vocabulary.ts';

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
