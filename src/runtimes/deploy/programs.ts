import { SERVICES, type Service } from '#system/part-names.ts';
import { createQueue } from '../queue.ts';
import type { CompileError, PartStatus } from '../runtime.ts';
import { type Builder, buildService, pruneBuilds, type ServiceBuild } from './build-service.ts';
import { hashSources, listPackages, type PackageList } from './source-hash.ts';
import { workspaceFingerprint } from './workspace-fingerprint.ts';

/** Which program of each service is in use, and how it relates to the workspace's sources. */
export interface Programs {
  /** The program to start; an error when the service was never built. */
  of(service: Service): string;
  isBuilt(service: Service): boolean;
  isStale(service: Service): boolean;
  state(service: Service): PartStatus['build'];
  /** Compares the workspace with what runs: cheap while no file changes. */
  refresh(workspace: string, signal: AbortSignal): Promise<void>;
  /** Builds the service's present sources; a good build becomes the one to start. */
  build(service: Service, workspace: string, signal: AbortSignal): Promise<ServiceBuild>;
}

interface Entry {
  program?: string;
  builtHash?: string;
  sourceHash?: string;
  building?: boolean;
  failed?: { hash: string; errors: CompileError[] } | undefined;
}

/** Keeps the programs of one instance's services; `onChange` is called when a build state changed. */
export function servicePrograms(builder: Builder, onChange: (service: Service) => void): Programs {
  const entries = Object.fromEntries(SERVICES.map((service) => [service, {} as Entry])) as Record<
    Service,
    Entry
  >;
  let fingerprint = '';
  let listed: { workspace: string; list: PackageList } | undefined;

  const update = (service: Service, more: Partial<Entry>) => {
    const before = JSON.stringify(stateOf(entries[service]));
    Object.assign(entries[service], more);
    if (JSON.stringify(stateOf(entries[service])) !== before) onChange(service);
  };

  // Refreshes run one at a time: a slow scan of lab A must not overwrite a newer scan of lab B.
  const inTurn = createQueue();
  const refresh = (workspace: string, signal: AbortSignal) => inTurn(() => compare(workspace, signal));
  const compare = async (workspace: string, signal: AbortSignal): Promise<void> => {
    const now = await workspaceFingerprint(workspace);
    if (now === fingerprint) return;
    const take = async (list: PackageList) => {
      const hashes = await hashSources(workspace, list);
      for (const service of SERVICES) update(service, { sourceHash: hashes[service] });
    };
    // By the last list an edit shows at once. Where it changed the list too, the new one has the last word.
    if (listed?.workspace === workspace) await take(listed.list);
    const list = await listPackages(workspace, signal);
    listed = { workspace, list };
    await take(list);
    fingerprint = now;
  };

  const build = async (service: Service, workspace: string, signal: AbortSignal): Promise<ServiceBuild> => {
    await refresh(workspace, signal);
    const hash = entries[service].sourceHash ?? '';
    const isStill = async () => {
      await refresh(workspace, signal);
      return entries[service].sourceHash === hash;
    };
    update(service, { building: true });
    const result = await buildService(builder, service, { workspace, hash, isStill }, signal).finally(() =>
      update(service, { building: false }),
    );
    if (result.status === 'overtaken') return build(service, workspace, signal);
    if (result.status === 'ok') {
      const keep = [result.program, entries[service].program ?? ''];
      update(service, { program: result.program, builtHash: hash, failed: undefined });
      await pruneBuilds(builder, service, keep);
    } else {
      update(service, { failed: { hash, errors: result.status === 'broken' ? [] : result.errors } });
    }
    return result;
  };

  return {
    of(service) {
      const { program } = entries[service];
      if (!program) throw new Error(`${service} has not been built yet`);
      return program;
    },
    isBuilt: (service) => entries[service].program !== undefined,
    isStale: (service) => entries[service].builtHash !== entries[service].sourceHash,
    state: (service) => stateOf(entries[service]),
    refresh,
    build,
  };
}

function stateOf(entry: Entry): PartStatus['build'] {
  if (entry.building) return { state: 'building', errors: [] };
  if (entry.failed && entry.failed.hash === entry.sourceHash)
    return { state: 'failed', errors: entry.failed.errors };
  if (entry.sourceHash === undefined) return undefined;
  return { state: entry.builtHash === entry.sourceHash ? 'current' : 'stale', errors: [] };
}
