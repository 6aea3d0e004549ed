import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { locate } from '#course/load/locate.ts';

/** The place of a key in a YAML file, to be spread into a problem; nothing where the file cannot be read. */
export function placeOf(file: string, path: readonly PropertyKey[]): { line?: number; column?: number } {
  try {
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
    return locate(document, lines, path, true) ?? {};
  } catch {
    return {};
  }
}

/** The line, counted from 1, that a place in a text is in. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
