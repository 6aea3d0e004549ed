/** What of the browser's storage the page uses. It never throws. */
export type KeptTexts = Pick<Storage, 'getItem' | 'setItem'>;

/** Why the browser does not keep what it is given: forbidden by a setting or a private window, or no room left. */
export type UnkeptReason = 'forbidden' | 'full';

let unkept: UnkeptReason | undefined;
const listeners = new Set<(reason: UnkeptReason) => void>();
const page = keepTexts(ownStorage, (reason) => {
  unkept = reason;
  for (const listener of [...listeners]) listener(reason);
});

/** The browser's local storage. What it does not take is kept as long as the page, and `onUnkept` hears of it. */
export function browserStorage(): KeptTexts {
  return page;
}

/** The browser's own storage, for who keeps account of what it does not take; undefined where it is forbidden. */
export function ownStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Calls back once, when the browser has refused to keep something; at once if it has. */
export function onUnkept(listener: (reason: UnkeptReason) => void): void {
  if (unkept) listener(unkept);
  else listeners.add(listener);
}

/** Makes a storage that never throws of one that may be missing, forbidden or full; `refused` hears of the first refusal. */
export function keepTexts(
  find: () => KeptTexts | undefined,
  refused: (reason: UnkeptReason) => void,
): KeptTexts {
  const here = new Map<string, string>();
  let told = false;
  const refuse = (reason: UnkeptReason) => {
    if (told) return;
    told = true;
    refused(reason);
  };
  const storage = (): KeptTexts | undefined => {
    try {
      return find();
    } catch {
      return undefined;
    }
  };
  return {
    getItem(key) {
      const own = here.get(key);
      if (own !== undefined) return own;
      try {
        const found = storage();
        if (!found) refuse('forbidden');
        return found?.getItem(key) ?? null;
      } catch {
        refuse('forbidden');
        return null;
      }
    },
    setItem(key, text) {
      try {
        const found = storage();
        if (found) found.setItem(key, text);
        else refuse('forbidden');
        if (found) here.delete(key);
        else here.set(key, text);
      } catch (error) {
        here.set(key, text);
        refuse((error as Error).name === 'QuotaExceededError' ? 'full' : 'forbidden');
      }
    },
  };
}
