import type { OpenLab } from '#bench/labs/open-labs.ts';
import type { Step } from '#course/lab.ts';
import { problemResponse } from '../http/problem-response.ts';

type Labs = ReadonlyMap<string, OpenLab>;

/** The lab of this id, or the answer that there is none. */
export function findLab(labs: Labs, id: string): OpenLab | Response {
  return labs.get(id) ?? problemResponse(404, { title: `There is no lab “${id}”.` });
}

/** The lab and its step, or the answer that there is none. */
export function findStep(labs: Labs, id: string, stepId: string): { open: OpenLab; step: Step } | Response {
  const open = findLab(labs, id);
  if (open instanceof Response) return open;
  const step = open.lab.steps.find((one) => one.id === stepId);
  return step ? { open, step } : problemResponse(404, { title: `Lab ${id} has no step “${stepId}”.` });
}
