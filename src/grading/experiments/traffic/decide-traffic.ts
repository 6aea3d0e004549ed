/** Times that decide when many requests have settled, in milliseconds. */
export interface TrafficLimits {
  /** The log has to be quiet for this long once every request was logged as far as it gets: its spans are stored then. */
  quiet: number;
  /** How long the log has to be quiet where a request is not logged as far as it should get: then it is lost. */
  lost: number;
  /** Counted from the last answer: whatever is logged later is not waited for. */
  deadline: number;
  /** How long after the last line a sampled span may still come. */
  late: number;
}

/** How far many requests have come at one look. Times are milliseconds. */
export interface TrafficProgress {
  /** Since the last answer. */
  now: number;
  /** Since the newest line about one of the requests. */
  quietFor: number;
  /** Whether every request was logged by the last service that it should get to. */
  allLogged: boolean;
}

/** What to do after one look at the log; depends on nothing but its arguments. */
export function decideTraffic(
  { now, quietFor, allLogged }: TrafficProgress,
  limits: TrafficLimits,
): 'wait' | 'fetch' | 'give-up' {
  if (quietFor >= (allLogged ? limits.quiet : limits.lost)) return 'fetch';
  return now >= limits.deadline ? 'give-up' : 'wait';
}

/** What the Collector counted: since the attempt began, and since it was started. */
export interface Counted<Counters> {
  grown: Counters;
  total: Counters;
}

/** What was sent to it, and how many of its pipelines sample: a second sampler of the same pipeline meets traces once more. */
export interface Sampled {
  requests: { readonly length: number };
  sampledPipelines?: number;
}

/** What the Collector is waited for where it decides which traces are kept, such as by tail sampling. */
export interface CollectorWait<Counters> {
  /** How many traces it has met and not decided on. A decision during the attempt may be on a trace that came before it. */
  undecided: (total: Counters) => number;
  /** How many traces it chose to keep, by what it has counted of how many requests: when fewer are stored, some may still be on their way. */
  chosen: (counted: Counted<Counters> & Sampled) => number;
  /** What its exporters have sent and what waits for them: while that changes, what was chosen is on its way. */
  handedOn: (counted: Counted<Counters>) => string;
  /** Milliseconds after the last answer: before, a counter that did not grow says nothing; later, nobody waits. */
  atLeast: number;
  atMost: number;
}

/** Whether the Collector is waited for any longer; undefined counters are those that did not answer. */
export function decideCollector<Counters>(
  wait: CollectorWait<Counters>,
  { now, counted }: { now: number; counted: Counted<Counters> | undefined },
): 'wait' | 'decided' | 'undecided' {
  if (now >= wait.atLeast && counted !== undefined && wait.undecided(counted.total) === 0) return 'decided';
  return now >= wait.atMost ? 'undecided' : 'wait';
}
