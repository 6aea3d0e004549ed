/** Why a `fetch` failed, in words: its own message is only “fetch failed”, the reason stands in its cause. */
export function fetchProblem(error: unknown): string {
  const innermost = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (!(innermost instanceof Error)) return String(innermost);
  const { code } = innermost as NodeJS.ErrnoException;
  // A name that resolves to several addresses fails with an AggregateError, which has a code and no message.
  return innermost.message || code || innermost.name;
}
