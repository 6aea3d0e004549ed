import { run } from './process/run.ts';

/** Asks a Collector program whether it would run a configuration; gives its error text when not. */
export async function validateCollector(
  command: { program: string; configFile: string; env: Record<string, string>; cwd: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { program, configFile, env, cwd } = command;
  const args = ['validate', '--config', configFile];
  const result = await run({ file: program, args, env, cwd }, signal);
  return result.code === 0 ? undefined : (result.error ?? result.output);
}
