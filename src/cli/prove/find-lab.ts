import type { Lab, Step } from '#course/lab.ts';
import { loadLabs } from '#course/load/load-lab.ts';

/** The labs and the step that were asked for, or what is wrong with the names. */
export type Chosen = { ok: true; labs: Lab[]; step?: Step } | { ok: false; problem: string };

/** Looks labs and steps up by the ids on the command line. */
export async function findLabs(labsFolder: string, lab?: string, step?: string): Promise<Chosen> {
  const all = await loadLabs(labsFolder);
  if (lab === undefined) return { ok: true, labs: all };
  const found = all.find(({ id }) => id === lab);
  if (!found)
    return { ok: false, problem: `There is no lab “${lab}”. Labs: ${all.map(({ id }) => id).join(', ')}.` };
  if (step === undefined) return { ok: true, labs: [found] };
  const known = found.steps.find(({ id }) => id === step);
  const steps = found.steps.map(({ id }) => id).join(', ');
  if (!known) return { ok: false, problem: `Lab “${lab}” has no step “${step}”. Its steps: ${steps}.` };
  return { ok: true, labs: [found], step: known };
}
