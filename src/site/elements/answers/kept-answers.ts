/** Answers of one step that are not saved, with what each was typed over, by question. */
export type UnsavedAnswers = Readonly<Record<string, { text: string; saved: string }>>;

/** Where answers wait for the next page when this one goes before they are saved. */
export interface KeptAnswers {
  read(): UnsavedAnswers;
  /** Keeps these in place of what was kept before; false where they last no longer than the page. */
  write(answers: UnsavedAnswers): boolean;
}

/** Another shape than this one is left alone. */
const VERSION = 1;

/** Keeps the unsaved answers of a step in the browser, under a key of their own: `spanwise.answers.<lab>.<step>`. */
export function keptAnswers(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
  lab: string,
  step: string,
): KeptAnswers {
  const key = `spanwise.answers.${lab}.${step}`;
  return {
    read() {
      try {
        const { version, answers } = JSON.parse(storage?.getItem(key) ?? 'null') ?? {};
        return version === VERSION ? Object.fromEntries(Object.entries(answers).filter(isSound)) : {};
      } catch {
        return {};
      }
    },
    write(answers) {
      const isNone = Object.keys(answers).length === 0;
      try {
        if (isNone) storage?.removeItem(key);
        else storage!.setItem(key, JSON.stringify({ version: VERSION, answers }));
        return true;
      } catch {
        return isNone;
      }
    },
  };
}

function isSound(entry: [string, unknown]): entry is [string, { text: string; saved: string }] {
  const { text, saved } = (entry[1] ?? {}) as { text?: unknown; saved?: unknown };
  return typeof text === 'string' && typeof saved === 'string';
}
