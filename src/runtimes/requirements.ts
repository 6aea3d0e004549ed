import type { RuntimeChoice } from './choice.ts';
import type { Requirement } from './runtime.ts';

/** What this machine must have for a runtime, asked before one is made: nothing is started, and no port taken. */
export async function requirementsOf(
  choice: RuntimeChoice,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<Requirement[]> {
  if (choice.name === 'kind') {
    const kind = await import('./kind/requirements.ts');
    return kind.checkRequirements(choice.settings, cacheFolder, signal);
  }
  const local = await import('./local/requirements.ts');
  return local.checkRequirements(cacheFolder, signal);
}
