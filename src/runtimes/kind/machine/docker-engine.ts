import { run } from '../../process/run.ts';
import type { Requirement } from '../../runtime.ts';
import { toolCommand } from '../cluster/tool-command.ts';

/** The engine, not only its client: images are made and loaded by it, and a kind node is a container of it. */
export async function dockerEngine(signal: AbortSignal): Promise<Requirement> {
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
  return { name, ok: false, ...explainDocker(asked.output, process.platform, process.env) };
}

/** Sockets of engines that are started in a way of their own, by a part of the path. */
const STARTS: [socket: RegExp, start: string][] = [
  [/\.colima\//, 'colima start'],
  [/\.orbstack\//, 'orb start'],
  [/\.rd\//, 'rdctl start'],
  [/\.docker\/desktop\//, 'systemctl --user start docker-desktop'],
  [/\/run\/user\/\d+\//, 'systemctl --user start docker'],
];

/** Why the engine does not answer, from what its client says, and the command that helps. */
export function explainDocker(
  output: string,
  platform: NodeJS.Platform,
  env: Record<string, string | undefined>,
): { detail: string; fix: string } {
  const lines = output.trim().split('\n');
  const reason = lines.at(-1) ?? '';
  const detail = `the Docker engine does not answer (${reason.slice(0, 300)})`;
  const elsewhere = env['DOCKER_HOST'] ? 'unset DOCKER_HOST' : 'docker context use default';
  if (/permission denied while trying to connect/i.test(output))
    return {
      detail: 'this user may not use the Docker engine',
      fix: 'sudo usermod -aG docker $USER && newgrp docker',
    };
  if (/could not be found in this WSL 2 distro/.test(output)) {
    const fix = 'in Docker Desktop, switch on Settings › Resources › WSL integration for this distribution';
    return { detail: 'Docker Desktop does not lend its engine to this WSL distribution', fix };
  }
  if (/context.*not found/i.test(output))
    return {
      detail: `Docker’s context is not there (${reason.slice(0, 300)})`,
      fix: 'docker context use default',
    };
  if (/\b(tcp|ssh|https?):\/\//.test(output.replaceAll(/http:\/\/%2F\S*/g, '')))
    return { detail, fix: elsewhere };
  const [, start] = STARTS.find(([socket]) => socket.test(output)) ?? [];
  return { detail, fix: start ?? (platform === 'darwin' ? 'open -a Docker' : 'sudo systemctl start docker') };
}
