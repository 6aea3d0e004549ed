import { run } from '../../process/run.ts';
import type { Requirement } from '../../runtime.ts';
import { toolCommand } from '../cluster/tool-command.ts';

/** Where Docker's client finds its engine, such as `unix:///var/run/docker.sock`; undefined where it does not say. */
export async function engineAddress(signal: AbortSignal): Promise<string | undefined> {
  const args = ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'];
  const asked = await run(toolCommand('docker', args), signal);
  return asked.code === 0 ? asked.stdout.trim() || undefined : undefined;
}

/** Whether the engine is on this machine: kind gives the cluster's API a loopback port of the machine that the engine is on. */
export function enginePlace(
  address: string | undefined,
  env: Record<string, string | undefined> = process.env,
): Requirement {
  const name = 'Docker’s engine';
  if (address === undefined || isHere(address))
    return { name, ok: true, detail: address ?? 'where it is was not to be found out' };
  const fix = env['DOCKER_HOST'] ? 'unset DOCKER_HOST' : 'docker context use default';
  return {
    name,
    ok: false,
    detail: `it is on another machine (${address}), where a kind cluster could not be reached from here`,
    fix,
  };
}

/** Whether the engine's containers run on this machine's own kernel, and not in a virtual machine such as Desktop's. */
export function isNative(address: string | undefined): boolean {
  return process.platform === 'linux' && (address === undefined || /^unix:\/\/(\/var)?\/run\//.test(address));
}

function isHere(address: string): boolean {
  if (/^(unix|npipe|fd):/.test(address)) return true;
  try {
    return /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname);
  } catch {
    return false;
  }
}
