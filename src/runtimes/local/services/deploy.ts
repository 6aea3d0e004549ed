import type { ServiceBuild } from '../../go/build-service.ts';
import type { Programs } from '../../go/programs.ts';
import type { Logs } from '../../logs.ts';
import { type Part, SERVICES, type Service } from '../../parts.ts';
import type { DeployResult, PartHealth, PartStatus } from '../../runtime.ts';
import { isStopped } from '../is-stopped.ts';
import { DEPENDENCIES } from '../parts/service.ts';
import type { Supervisor } from '../supervisor.ts';

interface Deployment {
  programs: Programs;
  supervisors: Record<Part, Supervisor>;
  health: (signal: AbortSignal) => Promise<PartHealth[]>;
  logs: Logs;
}

/** Builds and restarts the services whose sources changed, and starts again those that are not running. */
export async function deployServices(
  deployment: Deployment,
  services: readonly Service[],
  workspace: string,
  signal: AbortSignal,
): Promise<DeployResult> {
  const { programs, supervisors } = deployment;
  const wanted = SERVICES.filter((service) => services.includes(service));
  try {
    await programs.refresh(workspace, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { status: 'broken', service: wanted[0] ?? 'storefront', reason: (error as Error).message };
  }
  const stale = wanted.filter((service) => programs.isStale(service));
  const builds = await Promise.all(
    stale.map(async (service) => ({ service, build: await programs.build(service, workspace, signal) })),
  );
  const restart = wanted.filter(
    (service) =>
      builds.some(({ service: built, build }) => built === service && build.status === 'ok') ||
      (!stale.includes(service) && supervisors[service].status().state !== 'ready'),
  );
  const started = await Promise.all(restart.map((service) => supervisors[service].restart(signal)));
  const failedBuild = builds.find(({ build }) => build.status !== 'ok');
  if (failedBuild) return buildFailure(failedBuild.service, failedBuild.build);
  const failed = started.filter((status) => status.state !== 'ready');
  if (failed.length > 0) return startFailure(deployment, failed, signal);
  return { status: 'ok', restarted: restart };
}

function buildFailure(service: Service, build: ServiceBuild): DeployResult {
  if (build.status === 'does-not-build') return { ...build, service };
  return { status: 'broken', service, reason: build.status === 'broken' ? build.reason : '' };
}

/** The edit is at fault only where nothing the service depends on is down and nobody else ended it. */
async function startFailure(
  { health, logs, supervisors }: Deployment,
  failed: PartStatus[],
  signal: AbortSignal,
): Promise<DeployResult> {
  const down = new Set((await health(signal)).filter((answer) => !answer.ok).map((answer) => answer.part));
  const judged = failed.map((status) => ({ status, cause: causeOf(status.part as Service, down) }));
  const frozen = judged.find(({ status }) => isStopped(supervisors[status.part].pid() ?? 0));
  if (frozen) {
    const service = frozen.status.part as Service;
    return {
      status: 'broken',
      service,
      reason: 'its process was stopped by a signal (SIGSTOP) from outside',
    };
  }
  const own = judged.find(
    ({ cause, status }) => cause === undefined && !FROM_OUTSIDE.has(status.lastExit?.signal ?? ''),
  );
  const { status, cause } = own ?? judged[0]!;
  const service = status.part as Service;
  const reason = status.reason ?? 'it did not become ready';
  if (!own) return { status: 'broken', service, ...(cause && { part: cause }), reason };
  const exited = status.lastExit && status.lastExit.time >= status.since - 1000 ? status.lastExit : undefined;
  return {
    status: 'does-not-start',
    service,
    lastLines: logs
      .of(service)
      .slice(-12)
      .map((line) => line.text),
    exit: exited ? { code: exited.code, signal: exited.signal } : null,
  };
}

/** Signals that a program does not raise against itself by a fault of its own. */
const FROM_OUTSIDE = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);

/** The deepest thing that is down under a service. */
function causeOf(service: Service, down: ReadonlySet<Part>): Part | undefined {
  const dependency = DEPENDENCIES[service].find((part) => down.has(part));
  if (!dependency) return undefined;
  return dependency in DEPENDENCIES ? (causeOf(dependency as Service, down) ?? dependency) : dependency;
}
