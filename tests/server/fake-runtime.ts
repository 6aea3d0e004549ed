import { existsSync } from 'node:fs';
import { setImmediate as tick } from 'node:timers/promises';
import { createFeed } from '#runtimes/feed.ts';
import type { DeployResult, LogLine, PartStatus, Requirement, Runtime } from '#runtimes/runtime.ts';
import { terminalEnvironment } from '#system/endpoints.ts';
import {
  BENCH_PARTS,
  OPTIONAL,
  type OptionalPart,
  type Part,
  SERVICES,
  type Service,
} from '#system/part-names.ts';

export interface FakeRuntime extends Runtime {
  asked: string[];
  requirementsOk: boolean;
  /** What a deploy comes to; otherwise the services in `edited` are restarted. */
  deployed: DeployResult | undefined;
  /** The services whose sources differ from what runs. */
  edited: Set<Service>;
  onDeploy: (workspace: string) => Promise<void>;
}

const ENDPOINTS = {
  storefront: 'http://127.0.0.1:1',
  catalog: 'http://127.0.0.1:2',
  orders: 'http://127.0.0.1:3',
  paymentsWorker: 'http://127.0.0.1:4',
  tempo: 'http://127.0.0.1:5',
  otlpHttp: 'http://127.0.0.1:6',
  servicesOtlp: 'http://127.0.0.1:6',
  tempoOtlp: 'http://127.0.0.1:8',
  collectorMetrics: 'http://127.0.0.1:7/metrics',
};

/** A runtime without processes: it keeps the contract of runtime.ts and notes what it was asked to do. */
export function fakeRuntime(name: Runtime['name'] = 'local'): FakeRuntime {
  const asked: string[] = [];
  const parts = fakeParts();
  const build = (part: Part): Pick<PartStatus, 'build'> => {
    const service = SERVICES.find((one) => one === part);
    if (!service || parts.of(part)?.generation === 0) return {};
    const failed = runtime.deployed?.status === 'does-not-build' && runtime.deployed.service === service;
    const state = failed ? 'failed' : runtime.edited.has(service) ? 'stale' : 'current';
    return { build: { state, errors: [] } };
  };
  const runtime: FakeRuntime = {
    name,
    exportDelay: 200,
    asked,
    requirementsOk: true,
    deployed: undefined,
    edited: new Set(),
    onDeploy: async () => undefined,
    check: async () => [requirement(runtime.requirementsOk)],
    async up(workspace, progress, signal, optional = []) {
      signal.throwIfAborted();
      asked.push(`up ${workspace}`);
      parts.choose(optional);
      const phase = { id: 'parts', title: 'Start the parts', elapsed: 0 };
      progress({ ...phase, state: 'running' });
      for (const { part, state } of parts.all()) if (state !== 'ready') await parts.start(part, signal);
      progress({ ...phase, state: 'done' });
    },
    status: () => parts.all().map((status) => ({ ...status, ...build(status.part) })),
    watch: (listener, signal) =>
      parts.changes.follow((status) => listener({ ...status, ...build(status.part) }), signal),
    async health(signal) {
      signal.throwIfAborted();
      return parts.all().map(({ part, state }) => ({ part, ok: state === 'ready', detail: state }));
    },
    async restart(part, signal) {
      if (!parts.of(part)) return { part, state: 'absent', generation: 0, since: 0 };
      signal.throwIfAborted();
      asked.push(`restart ${part}`);
      return { ...(await parts.start(part, signal)), ...build(part) };
    },
    async deploy(services, workspace, signal) {
      signal.throwIfAborted();
      asked.push(`deploy ${workspace}`);
      await runtime.onDeploy(workspace);
      if (runtime.deployed) return runtime.deployed;
      const restarted = SERVICES.filter((one) => services.includes(one) && runtime.edited.delete(one));
      for (const service of restarted) await parts.start(service, signal);
      return { status: 'ok', restarted };
    },
    async applyCollector(file, signal) {
      signal.throwIfAborted();
      if (!existsSync(file)) return { ok: false, error: `${file} cannot be read` };
      await parts.start('collector', signal);
      return { ok: true };
    },
    endpoints: () => ENDPOINTS,
    env: () => ({
      ...terminalEnvironment(ENDPOINTS),
      ...(name === 'kind' && { KUBECONFIG: '/kube/learner.yaml' }),
    }),
    logs: parts.logs,
    followLogs: parts.lines.follow,
    async down() {
      asked.push('down');
      parts.stop();
    },
  };
  return runtime;
}

/** The parts of a bench without processes: a start takes a moment, and writes one line. */
function fakeParts() {
  const changes = createFeed<PartStatus>();
  const lines = createFeed<LogLine>();
  const written: LogLine[] = [];
  const states = new Map<Part, PartStatus>();
  const set = (part: Part, state: PartStatus['state'], more = 0): PartStatus => {
    const generation = (states.get(part)?.generation ?? 0) + more;
    const status: PartStatus = { part, state, generation, since: 1 };
    states.set(part, status);
    changes.emit(status);
    return status;
  };
  for (const part of BENCH_PARTS) set(part, 'absent');
  return {
    changes,
    lines,
    of: (part: Part) => states.get(part),
    all: () => [...states.values()],
    logs: (part: Part) => written.filter((line) => line.part === part),
    choose(optional: readonly OptionalPart[]) {
      for (const part of OPTIONAL)
        if (!optional.includes(part)) states.delete(part);
        else if (!states.has(part)) set(part, 'absent');
    },
    async start(part: Part, signal: AbortSignal): Promise<PartStatus> {
      const { generation } = set(part, 'starting', 1);
      try {
        await tick(undefined, { signal });
      } catch (error) {
        set(part, 'stopped');
        throw error;
      }
      const line = { part, time: 1, text: `{"msg":"${part} says hello"}`, generation };
      written.push({ ...line, fields: { msg: `${part} says hello` } });
      lines.emit(written.at(-1)!);
      return set(part, 'ready');
    },
    stop() {
      for (const { part, state } of states.values()) if (state !== 'absent') set(part, 'stopped');
    },
  };
}

function requirement(ok: boolean): Requirement {
  const detail = ok ? 'go1.26.8' : 'go is not on the PATH';
  return { name: 'Go', ok, detail, ...(!ok && { fix: 'apt install go' }) };
}
