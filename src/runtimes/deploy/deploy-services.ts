import { SERVICES, type Service } from '#system/part-names.ts';
import type { ApplyResult, LogLine, PartHealth, PartStatus } from '../runtime.ts';
import type { ServiceBuild } from './build-service.ts';
import type { Programs } from './programs.ts';
import { startFailure } from './start-failure.ts';

/** What a runtime lends to a deployment. */
export interface Deployment {
  programs: Programs;
  status: (service: Service) => PartStatus;
  /** Starts the newest program of the service in place of the one that runs; resolves when it is ready or has failed. */
  restart: (service: Service, signal: AbortSignal) => Promise<PartStatus>;
  health: (signal: AbortSignal) => Promise<PartHealth[]>;
  logs: (service: Service) => readonly LogLine[];
  /** Whether the service runs with other variables than it is to have. */
  isOutdated: (service: Service) => boolean;
  /** Whether somebody outside holds the service's process still. */
  isHeld: (service: Service) => boolean;
}

/**
 * Builds and restarts the services whose sources changed, and starts again those that are not running or have other variables. First all are
 * compared with the workspace, then the changed ones are built, then restarted: a service that was built well is restarted
 * also where another one does not compile, so that the bench runs as much of the workspace as it can.
 */
export async function deployServices(
  deployment: Deployment,
  workspace: string,
  signal: AbortSignal,
): Promise<ApplyResult> {
  const { programs, status, restart, isOutdated } = deployment;
  try {
    await programs.refresh(workspace, signal);
  } catch (error) {
    signal.throwIfAborted();
    return { status: 'broken', reason: (error as Error).message };
  }
  const stale = SERVICES.filter((service) => programs.isStale(service));
  const builds = await Promise.all(
    stale.map(async (service) => ({ service, build: await programs.build(service, workspace, signal) })),
  );
  const restarting = SERVICES.filter(
    (service) =>
      builds.some(({ service: built, build }) => built === service && build.status === 'ok') ||
      (!stale.includes(service) && (status(service).state !== 'ready' || isOutdated(service))),
  );
  const started = await Promise.all(
    restarting.map(async (service) => {
      const before = status(service).generation;
      return { before, status: await restart(service, signal) };
    }),
  );
  const failedBuild = builds.find(({ build }) => build.status !== 'ok');
  if (failedBuild) return buildFailure(failedBuild.service, failedBuild.build);
  const failed = started.filter(({ status }) => status.state !== 'ready');
  if (failed.length > 0) return startFailure({ ...deployment, failed }, signal);
  return { status: 'ok', restarted: restarting };
}

function buildFailure(service: Service, build: ServiceBuild): ApplyResult {
  if (build.status === 'does-not-build') return { ...build, service };
  return { status: 'broken', service, reason: build.status === 'broken' ? build.reason : '' };
}
