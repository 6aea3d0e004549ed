/** A part of a line of Markdown. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; content: Inline[] }
  | { kind: 'link'; href: string; content: Inline[] };

/**
 * Reads one line of Markdown: code, strong words, emphasis with asterisks, links, and a backslash before a mark that is
 * meant as itself. Underscores are text, because names such as `payments_worker` are full of them.
 */
export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  const close = () => {
    if (plain) parts.push({ kind: 'text', text: plain });
    plain = '';
  };
  for (let at = 0; at < text.length; ) {
    const found = takeEscape(text, at) ?? takeCode(text, at) ?? takeLink(text, at) ?? takeStars(text, at);
    if (typeof found?.part === 'object') {
      close();
      parts.push(found.part);
    } else plain += found?.part ?? text[at];
    at = found?.end ?? at + 1;
  }
  close();
  return parts;
}

/** What was read, a text or a part of its own, and where the rest begins. */
interface Found {
  part: Inline | string;
  end: number;
}

function takeEscape(text: string, at: number): Found | undefined {
  const marked = /^\\([\\`*[\]()])/.exec(text.slice(at, at + 2));
  return marked ? { part: marked[1] ?? '', end: at + 2 } : undefined;
}

// A run of backquotes ends at the next run of the same length; without one it is text.
function takeCode(text: string, at: number): Found | undefined {
  if (text[at] !== '`') return undefined;
  const end = endOfCode(text, at);
  const run = /^`+/.exec(text.slice(at))?.[0] ?? '`';
  if (end === undefined) return { part: run, end: at + run.length };
  const inside = text.slice(at + run.length, end - run.length);
  const padded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== '';
  return { part: { kind: 'code', text: padded ? inside.slice(1, -1) : inside }, end };
}

function takeLink(text: string, at: number): Found | undefined {
  if (text[at] !== '[') return undefined;
  const close = find(text, at + 1, (place) => text[place] === ']');
  if (close === undefined) return undefined;
  const target = /^\(\s*([^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\s*\)/.exec(text.slice(close + 1));
  if (!target?.[1] || !isAddress(target[1])) return undefined;
  const content = parseInline(text.slice(at + 1, close));
  return { part: { kind: 'link', href: target[1], content }, end: close + 1 + target[0].length };
}

// Only the web's and mail's own schemes, and addresses without one: no text can become a script.
function isAddress(href: string): boolean {
  return /^(?:https?:|mailto:)/i.test(href) || !/^[^/?#]*:/.test(href);
}

function takeStars(text: string, at: number): Found | undefined {
  if (text[at] !== '*') return undefined;
  const run = /^\*+/.exec(text.slice(at))?.[0].length ?? 1;
  for (const size of run >= 2 ? [2, 1] : [1]) {
    const end = endOfStars(text, at, size);
    if (end === undefined) continue;
    const content = parseInline(text.slice(at + size, end - size));
    return { part: { kind: size === 2 ? 'strong' : 'emphasis', content }, end };
  }
  return { part: '*'.repeat(run), end: at + run };
}

// Stars open before a word and close behind one: those of `2 * 3` and of a glob are text.
function endOfStars(text: string, at: number, size: number): number | undefined {
  const first = text[at + size];
  if (first === undefined || /\s/.test(first) || (size === 1 && /\w/.test(text[at - 1] ?? '')))
    return undefined;
  const close = find(text, at + size, (place) => {
    const before = text[place - 1] ?? '';
    if (text[place] !== '*' || place === at + size || /\s/.test(before)) return false;
    return size === 2 ? closesStrong(text, place) : closesEmphasis(text, place);
  });
  return close === undefined ? undefined : close + size;
}

// Where three stars close strong words and emphasis within them, the last two are the strong words'.
function closesStrong(text: string, place: number): boolean {
  return text[place + 1] === '*' && text[place + 2] !== '*';
}

function closesEmphasis(text: string, place: number): boolean {
  if (/[\w*]/.test(text[place + 1] ?? '')) return false;
  const run = /\*+$/.exec(text.slice(0, place + 1))?.[0].length;
  return run === 1 || run === 3;
}

/** The first place from `start` on where `wanted` holds, outside of code, of brackets and of escaped marks. */
function find(text: string, start: number, wanted: (place: number) => boolean): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') at = (endOfCode(text, at) ?? at + 1) - 1;
    else if (depth === 0 && wanted(at)) return at;
    else if (text[at] === '[') depth++;
    else if (text[at] === ']') depth = Math.max(0, depth - 1);
  }
  return undefined;
}

function endOfCode(text: string, at: number): number | undefined {
  const run = /^`+/.exec(text.slice(at))?.[0] ?? '`';
  const closing = new RegExp(`(?<!\`)${run}(?!\`)`, 'g');
  closing.lastIndex = at + run.length;
  const found = closing.exec(text);
  return found ? found.index + run.length : undefined;
}
