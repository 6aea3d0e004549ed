import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, FindingsSchema } from '#course/finding.ts';
import { parseYaml } from '#course/load/parse-yaml.ts';
import type { Verdict } from '#course/verdict.ts';
import { fillFinding } from './fill-finding.ts';

/** What the engine itself says instead of a check: the ids below `engine` in labs/findings.yaml. */
export const ENGINE_FINDINGS = [
  'check-too-slow',
  'bench-changed',
  'check-defect',
  'check-missing',
  'check-of-step-defect',
  'answer-not-sent',
  'lab-unreadable',
  'stack-down',
] as const;
export type EngineFinding = (typeof ENGINE_FINDINGS)[number];

/** The verdict for an attempt that no check could judge: `broken`, since it says nothing about anybody's work. */
export function engineVerdict(
  id: EngineFinding,
  values: Record<string, string> = {},
): Verdict & { finding: string } {
  return { status: 'broken', finding: id, evidence: [], ...fillFinding(textOf(id), values) };
}

/** The texts are those of the engine that runs, whichever course it serves. Read when needed, which is seldom. */
function textOf(id: EngineFinding): Finding {
  const file = join(import.meta.dirname, '../../../labs/findings.yaml');
  try {
    const text = parseYaml(readFileSync(file, 'utf8'), 'labs/findings.yaml', FindingsSchema).engine?.[id];
    if (text) return text;
    throw new Error(`labs/findings.yaml has no text for “${id}” under “engine”`);
  } catch (error) {
    // An author is at work on the texts: the attempt must end with a verdict all the same.
    const { message } = error as Error;
    return {
      title: `No check could judge this attempt (${id})`,
      observed: message,
      expected: 'A text for it.',
    };
  }
}
