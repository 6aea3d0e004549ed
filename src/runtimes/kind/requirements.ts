import { diskRequirement } from '../go/disk-requirement.ts';
import { goRequirement } from '../go/go-requirement.ts';
import { run } from '../process/run.ts';
import type { Requirement } from '../runtime.ts';
import { toolCommand } from './cluster/tool-command.ts';
import type { KindSettings } from './settings.ts';

/** What this machine must have for a bench on a cluster, with the command that helps where it does not. */
export async function checkRequirements(
  settings: KindSettings,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<Requirement[]> {
  const own = settings.context === undefined;
  return Promise.all([
    docker(signal),
    ...(own || settings.context?.startsWith('kind-') ? [program('kind', ['version'], signal)] : []),
    program('kubectl', ['version', '--client'], signal),
    program('helm', ['version', '--short'], signal),
    goRequirement(signal),
    diskRequirement(cacheFolder),
  ]);
}

/** The engine, not only its client: images are made and loaded by it, and a kind node is a container of it. */
async function docker(signal: AbortSignal): Promise<Requirement> {
  const asked = await run(toolCommand('docker', ['version', '--format', '{{.Server.Version}}']), signal);
  const name = 'Docker';
  if (asked.code === 0) return { name, ok: true, detail: asked.stdout.trim() };
  if (asked.error) {
    return {
      name,
      ok: false,
      detail: 'docker is not on the PATH',
      fix: 'install Docker from https://docs.docker.com/engine/install, or start the bench without it: npm start',
    };
  }
  const reason = asked.output.trim().split('\n').at(-1) ?? '';
  return {
    name,
    ok: false,
    detail: `the Docker engine does not answer (${reason})`,
    fix: process.platform === 'darwin' ? 'open -a Docker' : 'sudo systemctl start docker',
  };
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
