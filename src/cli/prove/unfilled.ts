import type { Verdict } from '#course/verdict.ts';

/** The places of a verdict’s text, such as `{service}`, that its check gave no value for; a route has braces of its own. */
export function unfilledIn({ title, observed, expected, where = '', next = '' }: Verdict): string[] {
  return [title, observed, expected, where, next].flatMap((text) => text.match(/(?<!\/)\{\w+\}/g) ?? []);
}
