/** What a learner typed into the field of the Traces tab. */
export type Wanted = { traceId: string } | { query: string } | { wrong: string } | undefined;

/** Reads a trace id, alone or within a traceparent or a line of a log, or a TraceQL query; undefined where nothing was typed. */
export function wantedTrace(text: string): Wanted {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (typed.startsWith('{') || typed.startsWith('(')) return { query: typed };
  const id = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/.exec(typed.toLowerCase())?.[0];
  if (id && !/^0+$/.test(id)) return { traceId: id };
  return {
    wrong: `“${typed.slice(0, 60)}” is none of these: a trace id has 32 hex digits, and a query begins with {.`,
  };
}
