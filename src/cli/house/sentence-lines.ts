import type { Tree } from './tree.ts';

/** Pages for people who work on the repository hold one sentence a line, so that a changed sentence is a changed line. */
export function sentenceLines(tree: Tree): string[] {
  return tree.files.filter(isPage).flatMap((file) => {
    const before = tree.text(file).split('\n');
    const after = oneSentenceALine(before.join('\n')).split('\n');
    const line = before.findIndex((text, index) => text !== after[index]);
    return line < 0 && before.length === after.length
      ? []
      : [`${file}:${line + 1}: more or less than one sentence in a line. npm run fix puts it right.`];
  });
}

/** Which files the rule is about: Markdown outside of fixtures. The chapters are MDX and not among them. */
export function isPage(file: string): boolean {
  return file.endsWith('.md') && !file.startsWith('tests/');
}

/** The same Markdown with every sentence of its paragraphs and list items on a line of its own. */
export function oneSentenceALine(markdown: string): string {
  const lines: string[] = [];
  let paragraph: string[] = [];
  let fenced = false;
  const close = () => {
    lines.push(...reflow(paragraph));
    paragraph = [];
  };
  for (const line of markdown.split('\n')) {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) fenced = !fenced;
    if (fence || fenced || isKept(line)) {
      close();
      lines.push(line);
    } else {
      if (startsItem(line)) close();
      paragraph.push(line);
    }
  }
  close();
  return lines.join('\n');
}

/** Empty lines, headings, tables, pictures, rules, HTML and link targets stay as they are. */
function isKept(line: string): boolean {
  return /^\s*($|#{1,6} |\||!\[|---+\s*$|<|\[[^\]]+\]: )/.test(line);
}

function startsItem(line: string): boolean {
  return /^\s*([-*+]|\d+[.)]) /.test(line);
}

function reflow(paragraph: readonly string[]): string[] {
  const [first] = paragraph;
  if (first === undefined) return [];
  const opening = /^\s*(?:(?:[-*+]|\d+[.)]) +|> ?)?/.exec(first)![0];
  // A quote repeats its mark on every line; a list item is continued below its text.
  const indent = opening.includes('>') ? opening : ' '.repeat(opening.length);
  const text = paragraph
    .map((line, index) =>
      (index === 0 ? line.slice(opening.length) : line.replace(/^\s*(?:> ?)?/, '')).trimEnd(),
    )
    .join(' ');
  return sentencesOf(text).map((sentence, index) => (index === 0 ? opening : indent) + sentence);
}

/** Splits behind a full stop, question or exclamation mark that ends a sentence, never within code, brackets or a link. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  let depth = 0;
  let code = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '`') code = !code;
    if (code) continue;
    if (sign === '(' || sign === '[') depth += 1;
    if ((sign === ')' || sign === ']') && depth > 0) depth -= 1;
    if (depth > 0 || sign !== ' ' || !endsSentence(text.slice(from, at), text.slice(at + 1))) continue;
    sentences.push(text.slice(from, at));
    from = at + 1;
  }
  return [...sentences, text.slice(from)];
}

function endsSentence(before: string, after: string): boolean {
  return (
    /[.!?](?:\*\*|[)\]”"_*`])*$/.test(before) &&
    !ABBREVIATION.test(before) &&
    /^(?:\*\*|[(“"_*])*[A-Z0-9`[]/.test(after)
  );
}

const ABBREVIATION = /\b(?:e\.g|i\.e|etc|vs|no|nos|cf|St)\.$/;
