/** Answers of one step that are not saved, with what each was typed over, by question. */
export type UnsavedAnswers = Readonly<Record<string, { text: string; saved: string }>>;

/** Where answers wait for the next page when this one goes before they are saved. */
export interface KeptAnswers {
  /** Takes over what earlier pages have kept. */
  read(): UnsavedAnswers;
  /** Keeps these in place of what this page has kept or taken over; false where they last no longer than the page. */
  write(answers: UnsavedAnswers): boolean;
}

/** The part of the browser's storage that is needed. */
export type AnswerStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Another shape than this one is left alone. */
const VERSION = 1;

/**
 * Keeps the unsaved answers of a step in the browser, under a key for each window, `spanwise.answers.<lab>.<step>.<window>`:
 * one that is saved, or only hidden, must not take away what another has kept. `window` names no other window that is or
 * was open.
 */
export function keptAnswers(
  storage: AnswerStorage | undefined,
  lab: string,
  step: string,
  window: string,
): KeptAnswers {
  const shared = `spanwise.answers.${lab}.${step}`;
  const own = `${shared}.${window}`;
  /** Records of other pages whose answers are this page's now. */
  const taken = new Map<string, string>();

  function giveBack(): void {
    for (const [key, record] of taken) if (storage?.getItem(key) === record) storage.removeItem(key);
    taken.clear();
  }

  return {
    read() {
      const all: Record<string, { text: string; saved: string }> = {};
      for (const key of keysOf(storage).filter((one) => one === shared || one.startsWith(`${shared}.`))) {
        const record = storage!.getItem(key) ?? '';
        const found = Object.entries(answersIn(record));
        // Of two texts for one question the second waits until a page is opened after this one.
        if (found.length === 0 || found.some(([field, { text }]) => (all[field]?.text ?? text) !== text))
          continue;
        Object.assign(all, Object.fromEntries(found));
        taken.set(key, record);
      }
      return all;
    },
    write(answers) {
      const isNone = Object.keys(answers).length === 0;
      try {
        if (isNone) storage?.removeItem(own);
        else storage!.setItem(own, JSON.stringify({ version: VERSION, answers }));
        giveBack();
        return true;
      } catch {
        return isNone;
      }
    },
  };
}

function keysOf(storage: AnswerStorage | undefined): string[] {
  return Array.from({ length: storage?.length ?? 0 }, (_, at) => storage!.key(at) ?? '');
}

function answersIn(record: string): UnsavedAnswers {
  try {
    const { version, answers } = JSON.parse(record);
    return version === VERSION ? Object.fromEntries(Object.entries(answers).filter(isSound)) : {};
  } catch {
    return {};
  }
}

function isSound(entry: [string, unknown]): entry is [string, { text: string; saved: string }] {
  const { text, saved } = (entry[1] ?? {}) as { text?: unknown; saved?: unknown };
  return typeof text === 'string' && typeof saved === 'string';
}
