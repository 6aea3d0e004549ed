import { type Inline, parseInline } from '#course/prose/inline-markdown.ts';
import { type Block, parseBlocks } from '#course/prose/markdown.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** The Markdown of lab.yaml for a terminal: paragraphs, lists and code, broken at `width`. */
export function showMarkdown(text: string, paint: Paint, width: number): string {
  return showBlocks(parseBlocks(text), paint, width);
}

/** Inline code, strong words and links of one line of Markdown. */
export function showInline(text: string, paint: Paint): string {
  return showParts(parseInline(text), paint);
}

function showBlocks(blocks: readonly Block[], paint: Paint, width: number): string {
  return blocks.map((block) => showBlock(block, paint, width)).join('\n\n');
}

function showBlock(block: Block, paint: Paint, width: number): string {
  if (block.kind === 'paragraph') return wrap(showParts(block.content, paint), width);
  if (block.kind === 'code') return block.text.trimEnd().replaceAll(/^/gm, '    ');
  const { ordered, start, items } = block;
  return items
    .map((item, index) => showItem(item, ordered ? `${start + index}. ` : '- ', paint, width))
    .join('\n');
}

function showItem(blocks: readonly Block[], mark: string, paint: Paint, width: number): string {
  const hang = ' '.repeat(mark.length + 2);
  const text = blocks
    .map((block, index) => {
      // What stands within an item keeps close to its first line.
      const gap = index === 0 ? '' : block.kind === 'list' ? '\n' : '\n\n';
      return gap + showBlock(block, paint, width - hang.length);
    })
    .join('');
  return `  ${mark}${text.replaceAll(/\n(?!\n|$)/g, `\n${hang}`)}`;
}

function showParts(parts: readonly Inline[], paint: Paint): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return paint.cyan(part.text);
      const content = showParts(part.content, paint);
      if (part.kind === 'link') return content === part.href ? content : `${content} (${part.href})`;
      return part.kind === 'strong' ? paint.bold(content) : content;
    })
    .join('');
}
