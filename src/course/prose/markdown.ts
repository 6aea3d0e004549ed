import { type Inline, parseInline } from './inline-markdown.ts';

/** A block of the Markdown that lab.yaml, quiz.yaml and findings.yaml use. */
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'code'; language: string; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] };

/**
 * Reads Markdown into blocks: paragraphs, lists (also within lists) and fenced code. Everything else is text, raw HTML
 * too. Page and terminal draw these blocks, so that both understand a text alike. The grammar is our own, and a part of
 * CommonMark, because a complete lexer weighs 12 KB compressed, half of all script a chapter loads at first, and would
 * be the one package that the command `lab` has to load.
 */
export function parseBlocks(text: string): Block[] {
  return blocksOf(text.replaceAll('\r\n', '\n').split('\n'));
}

const FENCE = /^(\s*)(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/;
const ITEM = /^(\s*)([-*]|(\d{1,9})[.)])(\s+)(\S.*)$/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '') at++;
    else at = (FENCE.test(line) ? takeCode : ITEM.test(line) ? takeList : takeParagraph)(lines, at, blocks);
  }
  return blocks;
}

// A fence may be indented, as within a list; its lines then lose as much indentation.
function takeCode(lines: readonly string[], start: number, blocks: Block[]): number {
  const [, indent = '', mark = '', language = ''] = FENCE.exec(lines[start] ?? '') ?? [];
  const closes = (line: string) => line.trim().length >= mark.length && /^(`+|~+)$/.test(line.trim());
  let end = start + 1;
  while (end < lines.length && !(closes(lines[end] ?? '') && (lines[end] ?? '').trim()[0] === mark[0])) end++;
  const body = lines.slice(start + 1, end).map((line) => outdent(line, indent.length));
  blocks.push({ kind: 'code', language, text: body.join('\n') });
  return end + 1;
}

function takeList(lines: readonly string[], start: number, blocks: Block[]): number {
  const first = ITEM.exec(lines[start] ?? '');
  const ordered = first?.[3] !== undefined;
  const items: Block[][] = [];
  let at = start;
  while (at < lines.length) {
    const item = ITEM.exec(lines[at] ?? '');
    if (!item || (item[3] !== undefined) !== ordered) break;
    const [, indent = '', mark = '', , gap = '', rest = ''] = item;
    const end = endOfItem(lines, at, indent.length);
    const width = indent.length + mark.length + gap.length;
    const body = lines.slice(at + 1, end).map((line) => outdent(line, width));
    items.push(blocksOf([rest, ...body]));
    at = end;
    while (at < lines.length && (lines[at] ?? '').trim() === '') at++;
  }
  blocks.push({ kind: 'list', ordered, start: Number(first?.[3] ?? 1), items });
  return at;
}

// Lines below an item belong to it while they are indented deeper than its mark.
function endOfItem(lines: readonly string[], start: number, indent: number): number {
  let end = start + 1;
  for (let at = end; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (indentOf(line) <= indent) break;
    end = at + 1;
  }
  return end;
}

function takeParagraph(lines: readonly string[], start: number, blocks: Block[]): number {
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (line.trim() === '' || FENCE.test(line) || ITEM.test(line)) break;
    end++;
  }
  const text = lines.slice(start, end).map((line) => line.trim());
  blocks.push({ kind: 'paragraph', content: parseInline(text.join(' ')) });
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function outdent(line: string, width: number): string {
  return line.slice(Math.min(width, indentOf(line)));
}
