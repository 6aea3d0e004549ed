import type { Requirement } from '#runtimes/runtime.ts';

/** What a machine lacks, in one message with the commands that help; nothing when it lacks nothing. */
export function describeMissing(requirements: readonly Requirement[]): string | undefined {
  const missing = requirements.filter(({ ok }) => !ok);
  if (missing.length === 0) return undefined;
  return missing
    .map(({ name, detail, fix }) => `${name}: ${detail}.${fix ? ` What helps: ${fix}` : ''}`)
    .join('\n');
}
