import type { RuntimeName } from '#system/runtime-name.ts';
import type { KeptTexts } from '../page/browser-storage.ts';

/** The runtimes a chapter may speak of, with what a reader calls them. */
export const runtimeNames: Readonly<Record<RuntimeName, string>> = {
  local: 'On this machine',
  kind: 'On a cluster',
};

const KEY = 'spanwise.runtime';

/** The runtime whose parts of a chapter are shown: the one known on this page, else what the reader chose last. */
export function runtimeToShow(known: RuntimeName | undefined, storage: KeptTexts): RuntimeName {
  return known ?? chosenRuntime(storage);
}

/** Keeps the reader's choice for every page of this browser. */
export function chooseRuntime(storage: KeptTexts, name: RuntimeName): void {
  storage.setItem(KEY, name);
}

function chosenRuntime(storage: KeptTexts): RuntimeName {
  const kept = storage.getItem(KEY) ?? '';
  return Object.hasOwn(runtimeNames, kept) ? (kept as RuntimeName) : 'local';
}
