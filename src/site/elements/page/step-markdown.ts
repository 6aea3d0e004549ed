import { escapeHtml, Markup } from './markup.ts';

/**
 * Renders the Markdown that lab.yaml and quiz.yaml use: paragraphs, lists, fenced code, and inline code, emphasis
 * and links. Everything else is text. One renderer serves the build and the browser, so both show the same.
 */
export function blocks(text: string): Markup {
  const out: string[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const fence = /^\s*```(\S*)/.exec(line);
    const item = LIST_ITEM.exec(line);
    const take = fence ? takeFence : item ? takeList : takeParagraph;
    if (line.trim() === '') at++;
    else at = take(lines, at, out);
  }
  return new Markup(out.join(''));
}

/** Inline Markdown only: for questions, choices and titles. */
export function inline(text: string): Markup {
  const parts = text.split(/(`[^`]+`)/);
  return new Markup(
    parts.map((part) => (part.startsWith('`') && part.length > 2 ? code(part) : spans(part))).join(''),
  );
}

const LIST_ITEM = /^\s*(?:([-*])|(\d+)[.)])\s+(.*)$/;

function takeFence(lines: string[], start: number, out: string[]): number {
  const language = /^\s*```(\S*)/.exec(lines[start] ?? '')?.[1] ?? '';
  let end = start + 1;
  while (end < lines.length && !/^\s*```\s*$/.test(lines[end] ?? '')) end++;
  const body = lines.slice(start + 1, end);
  const shown = language === 'diff' ? body.map(diffLine).join('\n') : escapeHtml(body.join('\n'));
  out.push(`<pre class="block-code" tabindex="0"><code>${shown}</code></pre>`);
  return end + 1;
}

function takeList(lines: string[], start: number, out: string[]): number {
  const ordered = LIST_ITEM.exec(lines[start] ?? '')?.[2] !== undefined;
  const items: string[] = [];
  let at = start;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const item = LIST_ITEM.exec(line);
    if (item) items.push(item[3] ?? '');
    else if (/^\s+\S/.test(line) && items.length > 0) items[items.length - 1] += ` ${line.trim()}`;
    else break;
  }
  const tag = ordered ? 'ol' : 'ul';
  out.push(`<${tag}>${items.map((item) => `<li>${inline(item).html}</li>`).join('')}</${tag}>`);
  return at;
}

function takeParagraph(lines: string[], start: number, out: string[]): number {
  let end = start;
  while (end < lines.length && (lines[end] ?? '').trim() !== '' && !/^\s*```/.test(lines[end] ?? '')) {
    if (end > start && LIST_ITEM.test(lines[end] ?? '')) break;
    end++;
  }
  const text = lines.slice(start, end).map((line) => line.trim());
  out.push(`<p>${inline(text.join(' ')).html}</p>`);
  return end;
}

function diffLine(line: string): string {
  const shown = escapeHtml(line);
  if (line.startsWith('+')) return `<ins>${shown}</ins>`;
  return line.startsWith('-') ? `<del>${shown}</del>` : shown;
}

function code(part: string): string {
  return `<code>${escapeHtml(part.slice(1, -1))}</code>`;
}

function spans(text: string): string {
  return escapeHtml(text)
    .replace(/\*\*(\S(?:[^*]*\S)?)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?!\w)/g, '<em>$1</em>')
    .replace(/\[([^\]]+)\]\(((?:https?:\/\/|\/|#)[^\s)]*)\)/g, '<a href="$2">$1</a>');
}
