import type { Term } from '../glossary.ts';

/** A part of a text: plain, or a term in the form in which it stands there. */
export type TermPart = { text: string; term?: Term };

/** Splits texts into parts at the first use of each term; one finder serves one chapter, text after text in its order. */
export function termFinder(terms: readonly Term[]): {
  /** The text's parts; each term is found once. */
  split(text: string): TermPart[];
  /** Takes the terms of a text as used without finding them there, as where the author defines them. */
  pass(text: string): void;
} {
  const byForm = new Map(
    terms
      .filter(({ mark }) => mark)
      .flatMap((term) => [term.term, ...term.forms].map((form) => [form.toLowerCase(), term])),
  );
  const used = new Set<Term>();
  // The longest form first: “root span” is not a “span”.
  const forms = [...byForm.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(
    `(?<![\\w-])(?:${forms.map((form) => RegExp.escape(form)).join('|')})(?![\\w-])`,
    'gi',
  );
  const uses = function* (text: string) {
    for (const match of forms.length > 0 ? text.matchAll(pattern) : []) {
      const term = byForm.get(match[0].toLowerCase());
      if (!term || used.has(term) || !sameCase(match[0], term)) continue;
      used.add(term);
      yield { term, at: match.index, length: match[0].length };
    }
  };
  return {
    split(text) {
      const parts: TermPart[] = [];
      let from = 0;
      for (const { term, at, length } of uses(text)) {
        parts.push({ text: text.slice(from, at) }, { text: text.slice(at, at + length), term });
        from = at + length;
      }
      return [...parts, { text: text.slice(from) }].filter(({ text: part }) => part !== '');
    },
    pass: (text) => {
      for (const _ of uses(text));
    },
  };
}

/** A term that is written in capitals, such as SDK or Collector, is only found so; others may begin a sentence. */
function sameCase(form: string, { term, forms }: Term): boolean {
  return [term, ...forms].some((one) => one === form || one.charAt(0).toUpperCase() + one.slice(1) === form);
}
