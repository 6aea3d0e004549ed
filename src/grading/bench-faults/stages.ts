/**
 * The stages of the way from a request to its trace in a search. “There is no trace” is answered with the first stage
 * that fails: the stages of a service come first, then the Collector's, then Tempo's.
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

/** A stage as a verdict writes it: the service or part it belongs to, and its name. */
export function stageOf(whose: string, stage: Stage): string {
  return `${whose}: ${stage}`;
}
