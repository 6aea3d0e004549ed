import { terminalEnvironment } from '#system/endpoints.ts';
import { EXPORT_DELAY } from '#system/service-environment.ts';
import { benchRuntime } from '../bench-runtime.ts';
import type { Runtime } from '../runtime.ts';
import type { Folders } from '../state/folders.ts';
import { kindBench } from './bench.ts';
import { openKindContext } from './context.ts';
import { endpointsOf } from './endpoints.ts';
import { learnerKubeconfig } from './namespaces/learner-access.ts';
import type { PodPart } from './pods/pod-part.ts';
import { waitForEndpoints } from './pods/wait-for-endpoints.ts';
import { brokerUrl, databaseUrl } from './probes/stack-probes.ts';
import { checkRequirements } from './requirements.ts';
import type { KindSettings } from './settings.ts';

export interface KindRuntimeOptions {
  folders: Folders;
  /** From claimState: marks everything that is started. */
  instance: string;
  settings: KindSettings;
  /** The server's port, which the others follow; without it all are free ones. */
  port?: number | undefined;
}

/** The bench as pods of a cluster. Its state folder must have been claimed (claimState). */
export async function createKindRuntime(options: KindRuntimeOptions): Promise<Runtime> {
  const { folders, settings } = options;
  const context = await openKindContext(options, options.port);
  const { core, state, cluster, optional, configs, probes, install, restart, bringUp } = kindBench(context);
  const services = { probe: probes.part, stateOf: (part: PodPart) => core.statusOf(part).state };
  const endpoints = () => endpointsOf(context.ports, context.namespaces, optional.chosen());
  return benchRuntime(core, {
    name: 'kind',
    exportDelay: EXPORT_DELAY,
    logs: context.logs,
    configs,
    optional: { ...optional, isBuilt: (part) => optional.images().some(({ name }) => name === part) },
    check: (signal) => checkRequirements(settings, folders.cache, signal),
    ground: cluster.status,
    start(progress, signal) {
      state.report = progress;
      return bringUp(signal);
    },
    add(parts, progress, signal) {
      const { session } = state;
      // Those that are asked for before the cluster is open come with the start.
      if (!session) return;
      optional.begin(progress, session.signal, parts);
      // Only the Bookstore's chart lets Prometheus read the services' metrics.
      if (parts.includes('prometheus'))
        core.queue(() => install(session, 'bookstore', signal), signal).catch(() => undefined);
    },
    async restart(part, signal) {
      if (part === 'cluster') {
        // What goes wrong is the cluster's state and its reason.
        await core.queue(() => bringUp(signal), signal).catch(() => signal.throwIfAborted());
        return cluster.status();
      }
      return core.queue(async () => {
        const status = await restart(part, 'recreate', signal);
        if (status.state === 'ready') await waitForEndpoints(services, signal);
        return status;
      }, signal);
    },
    deployment: {
      // A service that does not run may have been changed on the cluster, not only in its source.
      // Variables are in the chart, which a rollout of another image does not read.
      restart: (service, until) => {
        const isSame = core.statusOf(service).state === 'ready' && !core.variables.isStale(service);
        core.variables.take(service);
        return restart(service, isSame ? 'rollout' : 'recreate', until);
      },
      // Nobody but the node can send a signal into a pod that has no shell.
      isHeld: () => false,
    },
    async obstacle(signal) {
      const answer = await probes.cluster(signal);
      return answer.ok ? undefined : { part: 'cluster', reason: answer.detail };
    },
    untilReached: (signal) => waitForEndpoints(services, signal),
    health: probes.all,
    endpoints,
    brokerUrl: async () => brokerUrl(context.ports, state.session?.passwords() ?? NO_PASSWORDS),
    databaseUrl: async () => databaseUrl(context.ports, state.session?.passwords() ?? NO_PASSWORDS),
    env: () => ({ ...terminalEnvironment(endpoints()), KUBECONFIG: learnerKubeconfig(folders.state) }),
    async stop() {
      probes.end();
      state.session = undefined;
      state.listening = undefined;
    },
  });
}

/** Nobody can log in before the cluster is open. */
const NO_PASSWORDS = { postgres: '', rabbitmq: '' };
