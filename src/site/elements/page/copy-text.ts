const COPIED = 'Copied';
const REFUSED = 'The browser does not allow copying';
/** Milliseconds for which the outcome stands on the button: long enough to be read. */
const SHOWN = 1600;

/** What a button is called that shows an outcome now. */
const labels = new WeakMap<HTMLElement, string>();

/** Copies text and says so on the button for a moment; without the right to copy, it says that. */
export async function copyText(text: string, button: HTMLElement): Promise<void> {
  const outcome = (await write(text)) ? COPIED : REFUSED;
  // Read after the copy: the page may have given the button another label while the browser was at it.
  const now = button.textContent ?? '';
  if (now !== COPIED && now !== REFUSED) labels.set(button, now);
  button.textContent = outcome;
  setTimeout(() => {
    // The page may have put another label there meanwhile.
    if (button.textContent === outcome) button.textContent = labels.get(button) ?? '';
  }, SHOWN);
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
