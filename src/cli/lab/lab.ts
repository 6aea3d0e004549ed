import type { CliIo } from './cli-io.ts';
import { readArguments } from './read-arguments.ts';
import { createBench } from './server/bench.ts';
import { problems } from './server/problems.ts';
import { SUBCOMMANDS } from './subcommands.ts';

/** The learner's command `lab`: does what its arguments say and gives the exit code. */
export async function lab(argv: readonly string[], io: CliIo): Promise<number> {
  const bench = createBench(io);
  const reading = readArguments(argv, SUBCOMMANDS);
  if (!reading.ok) return bench.fail(reading);
  if ('help' in reading) {
    const { help } = await import('./help.ts');
    bench.print(help(SUBCOMMANDS, reading.help, bench));
    return 0;
  }
  try {
    const run = await reading.subcommand.load();
    return await run(reading.args, bench);
  } catch (error) {
    // Without this a defect would end like a verdict of “not yet”.
    return bench.fail(problems.defect(error));
  }
}
