/**
 * The way from a request to its trace in a search, as rungs of a ladder. “There is no trace” is answered with the
 * first rung that does not hold: those of a service, then the Collector's, then Tempo's.
 */
export const STAGES = [
  'answers',
  'the order reaches it',
  'its log lines name a trace',
  'its trace is sampled',
  'it records a span',
  'its spans carry the order',
  'its exporter sends',
  'accepts spans',
  'keeps the trace',
  'sends spans on',
  'its spans arrive',
  'stores spans',
  'everything is stored',
  'finds what is stored',
] as const;
export type Stage = (typeof STAGES)[number];

/** A rung in a verdict: whose, and which. */
export function stageOf(whose: string, rung: Stage): string {
  return `${whose}: ${rung}`;
}
