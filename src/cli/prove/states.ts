import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { layOver, type ModuleFiles, stepStart } from '#bench/workspace/module-files.ts';
import { REQUESTS_FILE } from '#course/answers/answers-file.ts';
import { handsIn, type Lab, type Step, startFinding } from '#course/lab.ts';

/** One state of a workspace, and what its check has to say. */
export interface ProvenState {
  lab: string;
  step: string;
  /** As the report calls it, such as `mistakes/break/client-root.no-context`. */
  name: string;
  files: ModuleFiles;
  /** requests.yaml, where the answer has one. */
  requests?: string;
  /** `fail` with a finding, or with any where none is named. */
  expected: { status: 'pass' } | { status: 'fail'; finding?: string };
}

/** Every state that the lab's folder holds: starts, solutions, other right answers, mistakes. */
export async function statesOf(labsFolder: string, lab: Lab): Promise<ProvenState[]> {
  const states = await Promise.all(lab.steps.map((step) => statesOfStep(labsFolder, lab, step)));
  return states.flat();
}

async function statesOfStep(labsFolder: string, lab: Lab, step: Step): Promise<ProvenState[]> {
  const start = await stepStart(labsFolder, lab, step.id);
  const own = { lab: lab.id, step: step.id };
  const over = async (name: string, expected: ProvenState['expected']): Promise<ProvenState> => {
    const folder = join(labsFolder, lab.id, name);
    return { ...own, name, files: await layOver(start, folder), ...requestsIn(folder), expected };
  };
  const folders = (name: string) => foldersIn(join(labsFolder, lab.id, name, step.id));
  const alternatives = await folders('alternatives');
  const mistakes = await folders('mistakes');
  return [
    { ...own, name: `start/${step.id}`, files: start, expected: startOf(step) },
    ...(handsIn(step) ? [await over(`solution/${step.id}`, { status: 'pass' })] : []),
    ...(await Promise.all(
      alternatives.map((name) => over(`alternatives/${step.id}/${name}`, { status: 'pass' })),
    )),
    ...(await Promise.all(
      mistakes.map((name) =>
        over(`mistakes/${step.id}/${name}`, { status: 'fail', finding: name.split('.')[0]! }),
      ),
    )),
  ];
}

/** A step that asks for nothing is right from the start; one that asks for work must not be. */
function startOf(step: Step): ProvenState['expected'] {
  if (!handsIn(step)) return { status: 'pass' };
  const finding = startFinding(step);
  return { status: 'fail', ...(finding !== undefined && { finding }) };
}

/** Where an answer's folder says which requests come before it; whole, since a kept stack works in a folder of its own. */
export function requestsIn(folder: string): Pick<ProvenState, 'requests'> {
  const file = resolve(folder, REQUESTS_FILE);
  return existsSync(file) ? { requests: file } : {};
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}
