import type { Evidence } from '#course/verdict.ts';

/**
 * What a check returns before the finding's text is filled in from findings.yaml. `values` fill the
 * `{placeholders}` of that text.
 */
export interface Judgement<Id extends string = string> {
  status: 'pass' | 'fail' | 'inconclusive' | 'broken';
  /** Finding id; on pass the id of the step's pass text (`pass`), where findings.yaml has one. */
  finding: Id;
  values?: Record<string, string>;
  evidence: Evidence[];
  /** The first stage that fails on the way from a request to its trace, as `stageOf` writes it. */
  stage?: string;
}
