import { html, type TemplateResult } from 'lit-html';
import { type Inline, parseInline } from '#course/prose/inline-markdown.ts';
import { type Block, parseBlocks } from '#course/prose/markdown.ts';
import { atRoot } from './site-root.ts';

/** The Markdown of lab.yaml and quiz.yaml as a template. Text goes in as text, so that no HTML in it becomes any. */
export function blocks(text: string): TemplateResult {
  return html`${parseBlocks(text).map(showBlock)}`;
}

/** One line of Markdown: for questions, choices and titles. */
export function inline(text: string): TemplateResult {
  return html`${parseInline(text).map(showPart)}`;
}

function showBlock(block: Block): TemplateResult {
  if (block.kind === 'paragraph') return html`<p>${block.content.map(showPart)}</p>`;
  if (block.kind === 'code')
    return html`<pre class="block-code" tabindex="0"><code>${block.language === 'diff' ? diffLines(block.text) : block.text}</code></pre>`;
  const items = block.items.map((item) => html`<li>${showItem(item)}</li>`);
  if (!block.ordered) return html`<ul>${items}</ul>`;
  return block.start === 1 ? html`<ol>${items}</ol>` : html`<ol start="${block.start}">${items}</ol>`;
}

// The first words of an item stand in it as they are: an item is no paragraph.
function showItem([first, ...rest]: Block[]): (TemplateResult | TemplateResult[])[] {
  if (!first) return [];
  return [
    first.kind === 'paragraph' ? first.content.map(showPart) : showBlock(first),
    ...rest.map(showBlock),
  ];
}

function showPart(part: Inline): TemplateResult {
  if (part.kind === 'text') return html`${part.text}`;
  if (part.kind === 'code') return html`<code>${part.text}</code>`;
  const content = part.content.map(showPart);
  if (part.kind === 'link') return html`<a href="${atRoot(part.href)}">${content}</a>`;
  return part.kind === 'strong' ? html`<strong>${content}</strong>` : html`<em>${content}</em>`;
}

function diffLines(text: string): TemplateResult[] {
  return text.split('\n').map((line, index) => {
    const start = index === 0 ? '' : '\n';
    if (line.startsWith('+')) return html`${start}<ins>${line}</ins>`;
    return line.startsWith('-') ? html`${start}<del>${line}</del>` : html`${start}${line}`;
  });
}
