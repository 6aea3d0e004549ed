/**
 * Every value of a header as it came over the wire. `request.headers` keeps only the first of a doubled
 * Host or Origin, and a doubled one is just what has to be refused.
 */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]!.toLowerCase() === name) values.push(rawHeaders[i + 1]!);
  }
  return values;
}
