/** What is to be done with pasted text. */
export interface Paste {
  /** Text to type, with everything that could leave the paste made visible. */
  text: string;
  /** It holds several lines and the program takes each as typed: ask the learner first. */
  ask: boolean;
  lines: number;
}

/**
 * Makes pasted text harmless: control characters become the symbols that stand for them, so that no text can
 * end a bracketed paste and go on as commands. Line ends become what the Enter key sends.
 */
export function preparePaste(text: string, bracketed: boolean): Paste {
  const plain = text
    .replace(/\r\n?|\n/g, '\r')
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (found) => String.fromCharCode(0x2400 + found.charCodeAt(0)))
    .replace(/\x7f/g, '\u2421')
    .replace(/[\x80-\x9f]/g, '\ufffd');
  const lines = plain.replace(/\r$/, '').split('\r').length;
  return {
    text: bracketed ? `\x1b[200~${plain}\x1b[201~` : plain,
    ask: !bracketed && plain.includes('\r'),
    lines,
  };
}
