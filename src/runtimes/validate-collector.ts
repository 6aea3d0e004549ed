import { run } from './process/run.ts';

/** Asks a Collector program whether it would run these files, merged into one configuration; gives its error text when not. */
export async function validateCollector(
  command: { program: string; configFiles: readonly string[]; env: Record<string, string>; cwd: string },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { program, configFiles, env, cwd } = command;
  const args = ['validate', ...configFiles.flatMap((file) => ['--config', file])];
  const result = await run({ file: program, args, env, cwd }, signal);
  return result.code === 0 ? undefined : (result.error ?? result.output);
}
