import type { KeptTexts } from '../page/browser-storage.ts';
import type { TabName } from '../server/bench-signals.ts';

const KEY = 'spanwise.bench.tab.';
const NAMES: readonly string[] = ['terminal', 'files', 'traces', 'logs', 'checks'] satisfies TabName[];

/** The tab in which the bench of a lab was left; undefined where this browser keeps none. */
export function keptTab(storage: KeptTexts, lab: string): TabName | undefined {
  const kept = storage.getItem(KEY + lab) ?? '';
  return NAMES.includes(kept) ? (kept as TabName) : undefined;
}

/** Keeps the tab of a lab over a reload. */
export function keepTab(storage: KeptTexts, lab: string, tab: TabName): void {
  if (keptTab(storage, lab) !== tab) storage.setItem(KEY + lab, tab);
}
