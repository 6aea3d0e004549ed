import type { RuntimeChoice } from './choice.ts';

/** Where a bench on this runtime runs, for people: it follows “on”. */
export function whereOf(choice: RuntimeChoice): string {
  if (choice.name === 'local') return 'this machine';
  const { context, cluster } = choice.settings;
  return context === undefined ? `the kind cluster “${cluster}”` : `the cluster of the context “${context}”`;
}
