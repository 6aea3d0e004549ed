import type { Inline } from '#course/prose/inline-markdown.ts';
import { type Block, parseBlocks } from '#course/prose/markdown.ts';

/** The addresses a text in the course's Markdown links to. */
export function linksOfText(text: string): string[] {
  return parseBlocks(text).flatMap(linksOfBlock);
}

function linksOfBlock(block: Block): string[] {
  if (block.kind === 'code') return [];
  return block.kind === 'list'
    ? block.items.flat().flatMap(linksOfBlock)
    : block.content.flatMap(linksOfPart);
}

function linksOfPart(part: Inline): string[] {
  if (part.kind === 'text' || part.kind === 'code') return [];
  return [...(part.kind === 'link' ? [part.href] : []), ...part.content.flatMap(linksOfPart)];
}
