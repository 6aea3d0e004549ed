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
  return [...text.replaceAll(/\x1b\[[0-9;]*m/g, '')].length;
}

/** A text without control characters: what services write must not move the cursor of whoever reads it. */
export function harmless(text: string): string {
  return text.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, (character) => (character === '\t' ? '  ' : '·'));
}
