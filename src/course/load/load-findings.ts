import path from 'node:path';
import { type Findings, FindingsSchema } from '../finding.ts';
import { parseYaml } from './parse-yaml.ts';
import { readCourseFile, shownPath } from './read-course-file.ts';

/** The texts of a lab's findings laid over those every lab shares (labs/findings.yaml), step by step. */
export async function loadFindings(labsFolder: string, id: string): Promise<Findings> {
  const [shared, own] = await Promise.all([loadSharedFindings(labsFolder), loadOwnFindings(labsFolder, id)]);
  const merged: Findings = { ...shared };
  for (const [step, findings] of Object.entries(own)) merged[step] = { ...merged[step], ...findings };
  return merged;
}

/** The texts that every lab shares. */
export function loadSharedFindings(labsFolder: string): Promise<Findings> {
  return readFindings(path.join(labsFolder, 'findings.yaml'));
}

/** The texts that a lab's own findings.yaml has. */
export function loadOwnFindings(labsFolder: string, id: string): Promise<Findings> {
  return readFindings(path.join(labsFolder, id, 'findings.yaml'));
}

async function readFindings(file: string): Promise<Findings> {
  return parseYaml(await readCourseFile(file), shownPath(file), FindingsSchema);
}
