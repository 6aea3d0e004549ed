import { run } from '../process/run.ts';

/** A Collector program, with the files that it merges and the variables that these ask for. */
export interface CollectorCommand {
  program: string | undefined;
  configFiles: readonly string[];
  env: Record<string, string>;
  cwd: string;
}

/**
 * Asks a Collector program whether it would run these files, merged into one configuration; gives its error text when
 * not, and says so where there is no program yet.
 */
export async function validateCollector(
  { program, configFiles, env, cwd }: CollectorCommand,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!program) return 'the Collector has not been built yet';
  const args = ['validate', ...configFiles.flatMap((file) => ['--config', file])];
  const result = await run({ file: program, args, env, cwd }, signal);
  return result.code === 0 ? undefined : (result.error ?? result.output);
}
