import { diskRequirement } from '../go/disk-requirement.ts';
import { goRequirement } from '../go/go-requirement.ts';
import { run } from '../process/run.ts';
import type { Requirement } from '../runtime.ts';
import { toolCommand } from './cluster/tool-command.ts';
import { dockerEngine } from './machine/docker-engine.ts';
import { engineDisk } from './machine/engine-disk.ts';
import { engineAddress, enginePlace, isNative } from './machine/engine-place.ts';
import { inotifyLimits } from './machine/inotify.ts';
import type { KindSettings } from './settings.ts';

/** What this machine must have for a bench on a cluster, with the command that helps where it does not. */
export async function checkRequirements(
  settings: KindSettings,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<Requirement[]> {
  const own = settings.context === undefined;
  const all = await Promise.all([
    dockerEngine(signal),
    ...(own || settings.context?.startsWith('kind-') ? [program('kind', ['version'], signal)] : []),
    program('kubectl', ['version', '--client'], signal),
    program('helm', ['version', '--short'], signal),
    goRequirement(signal),
    diskRequirement(cacheFolder),
  ]);
  const hasEngine = all[0]!.ok;
  return own && hasEngine ? [...all, ...(await forOwnCluster(settings.cluster, signal))] : all;
}

/** What a cluster that is made here needs of the engine and the system; asked only where an engine answers. */
async function forOwnCluster(cluster: string, signal: AbortSignal): Promise<Requirement[]> {
  const address = await engineAddress(signal);
  const place = enginePlace(address);
  if (!isNative(address)) return [place];
  const filter = ['--filter', `label=io.x-k8s.kind.cluster=${cluster}`];
  const nodes = await run(toolCommand('docker', ['ps', '--quiet', ...filter]), signal);
  const hasCluster = nodes.stdout.trim() !== '';
  // The processes of an engine without root are its user's.
  const uid = address?.includes('/run/user/') ? (process.getuid?.() ?? 0) : 0;
  return [place, inotifyLimits({ uid, hasCluster }), await engineDisk(hasCluster, signal)];
}

async function program(name: string, args: string[], signal: AbortSignal): Promise<Requirement> {
  const asked = await run(toolCommand(name, args), signal);
  if (asked.code === 0) return { name, ok: true, detail: asked.stdout.trim().split('\n')[0] ?? '' };
  const detail = asked.error
    ? `${name} is not on the PATH`
    : `${name} does not run: ${asked.output.trim().slice(0, 200)}`;
  return { name, ok: false, detail, fix: FIXES[name]! };
}

const FIXES: Record<string, string> = {
  kind: 'go install sigs.k8s.io/kind@latest, or see https://kind.sigs.k8s.io',
  kubectl: 'see https://kubernetes.io/docs/tasks/tools',
  helm: 'see https://helm.sh/docs/intro/install',
};
