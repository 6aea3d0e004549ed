import { SERVICES } from '#system/part-names.ts';
import { buildNotes } from '../go/build-notes.ts';
import { inPhase } from '../phase.ts';
import type { Progress } from '../runtime.ts';
import type { Programs } from './programs.ts';

/** A first build of all services on two cores, with an empty Go cache. */
const TYPICAL_MS = 45_000;

interface BookstoreBuild {
  cacheFolder: string;
  programs: Programs;
  progress: Progress;
  signal: AbortSignal;
}

/** Builds those services of the workspace that have no current program, as one phase; a failed build is shown, not thrown. */
export async function buildBookstore(
  { cacheFolder, programs, progress, signal }: BookstoreBuild,
  workspace: string,
): Promise<void> {
  const notes = await buildNotes(cacheFolder, 'services');
  const started = Date.now();
  const name = { id: 'build-services', title: 'Build the Bookstore', usual: notes.typicalMs ?? TYPICAL_MS };
  await inPhase(
    progress,
    name,
    async (detail) => {
      await programs.refresh(workspace, signal);
      const stale = SERVICES.filter((service) => programs.isStale(service) || !programs.isBuilt(service));
      // One after the other: in an empty cache each of four builds at once would compile the same modules.
      const results = [];
      for (const service of stale) {
        detail(`${service}, ${results.length + 1} of ${stale.length}`);
        results.push({ service, build: await programs.build(service, workspace, signal) });
      }
      return results;
    },
    (results) => {
      const failed = results.find(({ build }) => build.status !== 'ok');
      if (!failed) return undefined;
      const { build, service } = failed;
      return `${service} ${build.status === 'broken' ? `was not built: ${build.reason}` : 'does not compile'}`;
    },
  ).catch((error: unknown) => signal.throwIfAborted() ?? error);
  await notes.save(Date.now() - started);
}
