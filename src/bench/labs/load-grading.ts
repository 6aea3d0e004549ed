import { join } from 'node:path';
import type { Findings } from '#course/finding.ts';
import { loadFindings } from '#course/load/load-findings.ts';
import type { Check } from '#grading/check.ts';
import { importChecks } from './import-checks.ts';

/** All that turns an attempt at a step of one lab into a verdict. */
export interface LabGrading {
  checks: Record<string, Check>;
  findings: Findings;
}

/** Reads the checks and texts of a lab as they are now; throws a CourseError for what its author has to mend. */
export async function loadGrading(labsFolder: string, id: string): Promise<LabGrading> {
  const { checks } = await importChecks(join(labsFolder, id));
  return { checks, findings: await loadFindings(labsFolder, id) };
}

/** Reads them anew for each use, and goes on with the last ones that could be read while an author is at work. */
export function keepGrading(labsFolder: string): (id: string) => Promise<LabGrading> {
  const last = new Map<string, LabGrading>();
  return async (id) => {
    try {
      const now = await loadGrading(labsFolder, id);
      last.set(id, now);
      return now;
    } catch (error) {
      const known = last.get(id);
      if (!known) throw error;
      return known;
    }
  };
}
