import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Phase, Progress } from '#runtimes/runtime.ts';
import type { ProcessRecords } from '#runtimes/state/processes.ts';
import { waitPage } from '../pages/wait-page.ts';
import { timePhase } from '../start/time-phase.ts';
import { buildSite } from './build-site.ts';
import { isSiteCurrent, siteHash } from './site-state.ts';

interface SiteJob {
  repository: string;
  stateFolder: string;
  records: ProcessRecords;
  progress: Progress;
  signal: AbortSignal;
}

const USUAL = 15_000;

/** Builds dist/ when it is not the site of today's sources. */
export async function prepareSite({
  repository,
  stateFolder,
  records,
  progress,
  signal,
}: SiteJob): Promise<void> {
  const phase = { id: 'site', title: 'Build the course pages' };
  if (isSiteCurrent(repository, siteHash(repository)))
    return progress({ ...phase, state: 'done', elapsed: 0, detail: 'built before' });
  const timeFile = join(stateFolder, 'site-build-time');
  const usual = existsSync(timeFile) ? Number(readFileSync(timeFile, 'utf8')) || USUAL : USUAL;
  const began = Date.now();
  const built = await timePhase({ ...phase, usual }, progress, () =>
    buildSite({
      repository,
      logFile: join(stateFolder, 'logs', 'site.log'),
      onStart: (pid) => records.add(pid, 'site build'),
      signal,
    }),
  );
  if (!built) return;
  writeFileSync(timeFile, String(Date.now() - began));
}

/** What is shown instead of the site: nothing when a site is there, be it the one before a failed build. */
export function siteWaitPage(phase: Phase | undefined, repository: string): string | undefined {
  if (phase === undefined || phase.state === 'done') return undefined;
  if (phase.state === 'failed' && existsSync(join(repository, 'dist/index.html'))) return undefined;
  return waitPage(phase);
}
