import type { DeployResult, PartStatus, Requirement, Runtime } from '#runtimes/runtime.ts';
import { BENCH_PARTS, type Part } from '#system/part-names.ts';

export interface FakeRuntime extends Runtime {
  asked: string[];
  requirementsOk: boolean;
  /** What a deploy comes to. */
  deployed: DeployResult;
  onDeploy: (workspace: string) => Promise<void>;
}

/** A runtime without processes: it keeps the contract of runtime.ts and notes what it was asked to do. */
export function fakeRuntime(name: Runtime['name'] = 'local'): FakeRuntime {
  const asked: string[] = [];
  const listeners = new Set<(status: PartStatus) => void>();
  const states = new Map<Part, PartStatus>();
  const set = (part: Part, state: PartStatus['state']) => {
    const status: PartStatus = { part, state, generation: 1, since: 1 };
    states.set(part, status);
    for (const listener of listeners) listener(status);
    return status;
  };
  for (const part of BENCH_PARTS) set(part, 'absent');
  const runtime: FakeRuntime = {
    name,
    exportDelay: 200,
    asked,
    requirementsOk: true as boolean,
    deployed: { status: 'ok', restarted: [] } as DeployResult,
    onDeploy: async (_workspace: string) => {},
    async check(): Promise<Requirement[]> {
      const ok = runtime.requirementsOk;
      return [
        {
          name: 'Go',
          ok,
          detail: ok ? 'go1.26.8' : 'go is not on the PATH',
          ...(ok ? {} : { fix: 'apt install go' }),
        },
      ];
    },
    async up(workspace: string) {
      asked.push(`up ${workspace}`);
      for (const part of BENCH_PARTS) set(part, 'ready');
    },
    status: () => [...states.values()],
    watch(listener: (status: PartStatus) => void, signal: AbortSignal) {
      listeners.add(listener);
      signal.addEventListener('abort', () => listeners.delete(listener));
    },
    health: async () => BENCH_PARTS.map((part) => ({ part, ok: true, detail: '' })),
    async restart(part: Part) {
      asked.push(`restart ${part}`);
      return set(part, 'ready');
    },
    async deploy(_services: readonly string[], workspace: string) {
      asked.push(`deploy ${workspace}`);
      await runtime.onDeploy(workspace);
      return runtime.deployed;
    },
    applyCollector: async () => ({ ok: true }),
    endpoints: () => ({
      storefront: '',
      catalog: '',
      orders: '',
      paymentsWorker: '',
      tempo: '',
      otlpHttp: '',
      servicesOtlp: '',
      collectorMetrics: '',
    }),
    env: (): Record<string, string> => ({
      STOREFRONT_URL: 'http://127.0.0.1:1',
      ...(name === 'kind' && { KUBECONFIG: '/kube/learner.yaml' }),
    }),
    logs: (part: Part) => [{ part, time: 1, text: `${part} says hello` }],
    followLogs() {},
    async down() {
      asked.push('down');
      for (const part of BENCH_PARTS) set(part, 'stopped');
    },
  };
  return runtime;
}
