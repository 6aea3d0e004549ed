import type { Finding } from '#course/finding.ts';

/** A finding's text with what was seen in the places of `{name}`; a name without a value stays as it is. */
export function fillFinding(
  { title, observed, expected, where, next }: Finding,
  values: Record<string, string>,
): Finding {
  const fill = (line: string) =>
    line.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  return {
    title: fill(title),
    observed: fill(observed),
    expected: fill(expected),
    where: where && fill(where),
    next: next && fill(next),
  };
}
