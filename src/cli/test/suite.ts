/** What became of one suite. Names are as a person would look them up. */
export interface SuiteResult {
  passed: number;
  failed: { name: string; message: string }[];
  skipped: { name: string; reason: string }[];
  /** What passed at the second try only, with what the first one said; counted among the passed. */
  second?: { name: string; message: string }[];
}

/** One kind of test, run as a whole. */
export interface Suite {
  name: string;
  title: string;
  /** It may say why it cannot be run here, as one skip with its reason, instead of running. */
  mayBeSkipped?: true;
  run(root: string, signal: AbortSignal): Promise<SuiteResult>;
}

/** A suite that could not give numbers counts as one failure: nothing may pass by not running. */
export function suiteFailed(name: string, message: string): SuiteResult {
  return { passed: 0, failed: [{ name, message }], skipped: [] };
}
