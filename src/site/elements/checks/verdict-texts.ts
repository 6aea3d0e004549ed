import type { Verdict } from '#course/verdict.ts';

/** Word and icon of each outcome; the icon never stands without the word. */
export const verdictTexts: Readonly<Record<Verdict['status'], { word: string; icon: string }>> = {
  pass: { word: 'Passed', icon: '✓' },
  fail: { word: 'Not yet', icon: '◐' },
  inconclusive: { word: 'Not enough evidence', icon: '?' },
  broken: { word: 'Bench trouble', icon: '!' },
};

/** The first `file:line[:column]` of a file of the workspace that a text names, so that a button can lead there. */
export function placeIn(text: string): { path: string; line: number; column: number } | undefined {
  const found = /([\w./-]+\.(?:go|ya?ml)):(\d+)(?::(\d+))?/.exec(text);
  if (!found) return undefined;
  return { path: found[1] ?? '', line: Number(found[2]), column: Number(found[3] ?? 1) };
}
