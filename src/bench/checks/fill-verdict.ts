import type { Findings } from '#course/finding.ts';
import type { Verdict } from '#course/verdict.ts';
import type { Judgement } from '#grading/judgement.ts';
import { fillFinding } from './fill-finding.ts';

/** Puts the course's text to a judgement: the step's own, or the one for all steps. */
export function fillVerdict(judgement: Judgement, findings: Findings, step: string): Verdict {
  const text = findings[step]?.[judgement.finding] ?? findings.any?.[judgement.finding];
  if (!text) {
    throw new Error(
      `findings.yaml has no text for “${judgement.finding}”, neither under “${step}” nor under “any”`,
    );
  }
  const filled = fillFinding(text, judgement.values ?? {});
  const finding = judgement.status === 'pass' ? undefined : judgement.finding;
  return {
    status: judgement.status,
    finding,
    ...filled,
    evidence: judgement.evidence,
    stage: judgement.stage,
  };
}
