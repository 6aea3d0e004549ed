import type { Findings } from '#course/finding.ts';
import type { Verdict } from '#course/verdict.ts';
import type { Judgement } from '#grading/judgement.ts';
import { callFile, entryFile } from '#system/sources.ts';
import { fillFinding } from './fill-finding.ts';

/** Puts the course's text to a judgement: the step's own, or the one for all steps. */
export function fillVerdict(judgement: Judgement, findings: Findings, step: string): Verdict {
  const text = findings[step]?.[judgement.finding] ?? findings.any?.[judgement.finding];
  if (!text) {
    throw new Error(
      `findings.yaml has no text for “${judgement.finding}”, neither under “${step}” nor under “any”`,
    );
  }
  const filled = fillFinding(text, withFiles(judgement.values ?? {}));
  const finding = judgement.status === 'pass' ? undefined : judgement.finding;
  return {
    status: judgement.status,
    finding,
    ...filled,
    evidence: judgement.evidence,
    stage: judgement.stage,
  };
}

/** Texts may name the files in which a `{service}` gets its context, so that no diagnosis has to know them. */
function withFiles(values: Record<string, string>): Record<string, string> {
  const { service = '' } = values;
  const [call, entry] = [callFile(service), entryFile(service)];
  return { ...(call && { callFile: call }), ...(entry && { entryFile: entry }), ...values };
}
