import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { OpenLab } from '#bench/labs/open-labs.ts';

/** Where the answers of a solution lie from their filling in until they are in the workspace. */
export function solvedFile({ workspace }: OpenLab): string {
  return `${workspace.folder}.solved.yaml`;
}

/** The answers that were filled in for the solution that is being put in: a change that was interrupted goes on with them. */
export function solvedAnswers(open: OpenLab): string | undefined {
  const file = solvedFile(open);
  return existsSync(file) ? file : undefined;
}

/** Takes those answers away. */
export async function forgetSolved(open: OpenLab): Promise<void> {
  await rm(solvedFile(open), { force: true });
}
