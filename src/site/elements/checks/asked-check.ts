/** A check that this tab of the browser asked for and whose verdict it has not shown. */
interface AskedCheck {
  lab: string;
  step: string;
  /** Id of the newest attempt when it was asked for: its verdict is a later one. */
  after: number;
}

const KEY = 'spanwise.asked-check';

/** Kept for this tab over a reload, so that the page that comes back leads to the verdict. */
export const askedCheck = {
  keep(check: AskedCheck): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(check));
    } catch {
      // Without storage a reloaded page shows the verdict in the Checks tab all the same, only not at once.
    }
  },
  of(lab: string): AskedCheck | undefined {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as AskedCheck | null;
      return kept?.lab === lab ? kept : undefined;
    } catch {
      return undefined;
    }
  },
  forget(): void {
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // Nothing is kept then.
    }
  },
};

/** Whether an attempt is what came of the check that was asked for. */
export function isVerdictOf(
  { lab, step, after }: AskedCheck,
  attempt: { lab: string; step: string; id: number },
): boolean {
  return attempt.lab === lab && attempt.step === step && attempt.id > after;
}
