import { stripVTControlCharacters } from 'node:util';

/** Breaks a text at spaces to lines of at most `width` columns; lines after the first begin with `hang`. */
export function wrap(text: string, width: number, hang = ''): string {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ')) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    const room = lines.length === 0 ? width : width - hang.length;
    if (line?.trim() && widthOf(longer) > room) {
      lines.push(line.trimEnd());
      line = word;
    } else line = longer;
  }
  return [...lines, line ?? ''].join(`\n${hang}`);
}

/** Columns a text takes in a terminal, colours not counted. */
export function widthOf(text: string): number {
  const shown = stripVTControlCharacters(text);
  // Nearly every text is plain ASCII, and a segmenter takes a moment to make.
  if (/^[\x20-\x7e]*$/.test(shown)) return shown.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(shown)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/**
 * What a terminal draws two columns wide: East Asian scripts, fullwidth forms and pictures. Of the package string-width
 * this is the part that can occur in a name or an attribute; loading packages would slow the command's start.
 */
const WIDE =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|\ufe0f|[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

/** A text without control characters: what services write must not move the cursor of whoever reads it. */
export function harmless(text: string): string {
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, (character) => (character === '\t' ? '  ' : '·'));
}
