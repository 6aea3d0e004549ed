import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** The Markdown of lab.yaml for a terminal: paragraphs, lists and fenced code, broken at `width`. */
export function showMarkdown(text: string, paint: Paint, width: number): string {
  const blocks = text.trim().split(/^```\S*\n([\s\S]*?)^```$/m);
  const parts = blocks.flatMap((block, index) =>
    index % 2 === 1
      ? { item: false, shown: block.trimEnd().replaceAll(/^/gm, '    ') }
      : paragraphs(block).map((one) => ({ item: ITEM.test(one), shown: showParagraph(one, paint, width) })),
  );
  return parts
    .map(({ item, shown }, index) => {
      const close = index === 0 ? '' : item && parts[index - 1]?.item ? '\n' : '\n\n';
      return close + shown;
    })
    .join('');
}

/** Inline code, strong words and links of one line of Markdown. */
export function showInline(text: string, paint: Paint): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`.+`$/.test(part) ? paint.cyan(part.slice(1, -1)) : showWords(part, paint)))
    .join('');
}

function showWords(text: string, paint: Paint): string {
  return text
    .replaceAll(/\*\*(\S(?:[^*]*\S)?)\*\*/g, (_, strong: string) => paint.bold(strong))
    .replaceAll(/(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?!\w)/g, '$1')
    .replaceAll(/\[([^\]]+)\]\(([^\s)]*)\)/g, '$1 ($2)');
}

const ITEM = /^\s*(?:[-*]|\d+[.)])\s+/;

/** Each list item counts as a paragraph of its own. */
function paragraphs(block: string): string[] {
  const found: string[] = [];
  for (const line of block.split('\n')) {
    const open = found.at(-1);
    if (line.trim() === '') found.push('');
    else if (!open || ITEM.test(line)) found.push(line.trim());
    else found[found.length - 1] = `${open} ${line.trim()}`;
  }
  return found.filter(Boolean);
}

function showParagraph(text: string, paint: Paint, width: number): string {
  const mark = ITEM.exec(text)?.[0] ?? '';
  const rest = showInline(text.slice(mark.length), paint);
  return mark
    ? `  ${mark}${wrap(rest, width - 2 - mark.length, ' '.repeat(mark.length + 2))}`
    : wrap(rest, width);
}
