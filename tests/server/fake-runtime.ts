import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as tick } from 'node:timers/promises';
import type { CollectorConfigs } from '#runtimes/collector/collector-configs.ts';
import { createFeed } from '#runtimes/feed.ts';
import type { ApplyResult, LogLine, PartStatus, Requirement, Runtime } from '#runtimes/runtime.ts';
import { applySetup } from '#runtimes/setup/apply-setup.ts';
import { serviceVariables } from '#runtimes/setup/service-variables.ts';
import { readYaml } from '#runtimes/setup/yaml-place.ts';
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
  /** What building comes to; otherwise the services in `edited` are restarted. */
  deployed: ApplyResult | undefined;
  /** The services whose sources differ from what runs. */
  edited: Set<Service>;
  onApply: (workspace: string) => Promise<void>;
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
  const lifetime = new AbortController();
  const variables = serviceVariables();
  const configs = fakeConfigs((signal) => parts.start('collector', signal));
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
    onApply: async () => undefined,
    check: async () => [requirement(runtime.requirementsOk)],
    async up(workspace, progress, signal, optional = []) {
      signal.throwIfAborted();
      asked.push(`up ${workspace}`);
      parts.choose([...OPTIONAL.filter((part) => parts.of(part)), ...optional]);
      const phase = { id: 'parts', title: 'Start the parts', elapsed: 0 };
      progress({ ...phase, state: 'running' });
      for (const { part, state } of parts.all()) if (state !== 'ready') await parts.start(part, signal);
      progress({ ...phase, state: 'done' });
    },
    add(further, progress) {
      const fresh = further.filter((part) => !parts.of(part));
      if (fresh.length === 0) return;
      asked.push(`add ${fresh.join(' ')}`);
      parts.choose([...OPTIONAL.filter((part) => parts.of(part)), ...fresh]);
      for (const part of fresh) {
        const phase = { id: `start-${part}`, title: `Start ${part}`, usual: 1000 };
        progress({ ...phase, state: 'running', elapsed: 0 });
        const started = parts.start(part, lifetime.signal);
        void started.then(() => progress({ ...phase, state: 'done', elapsed: 1 })).catch(() => undefined);
      }
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
    async apply(workspace, setup, signal) {
      signal.throwIfAborted();
      asked.push(`apply ${workspace}`);
      await runtime.onApply(workspace);
      const deploy = async (): Promise<ApplyResult> => {
        if (runtime.deployed) return runtime.deployed;
        const restarted = SERVICES.filter((one) => runtime.edited.delete(one) || variables.isStale(one));
        for (const service of restarted) {
          variables.take(service);
          await parts.start(service, signal);
        }
        return { status: 'ok', restarted };
      };
      const change = { variables, configs, collector: () => parts.of('collector')!, deploy };
      return applySetup(change, { workspace, setup }, signal);
    },
    // It runs no sources: what counts as edited is what a test says.
    lookAtSources() {},
    collectorGraph: (signal) => configs.graph(signal),
    endpoints: () => ENDPOINTS,
    brokerUrl: async () => 'amqp://127.0.0.1:1/',
    databaseUrl: async () => 'postgres://127.0.0.1:1/',
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

/** A Collector that takes whatever is YAML. */
function fakeConfigs(restart: (signal: AbortSignal) => Promise<unknown>): CollectorConfigs {
  let inUse: string | undefined;
  return {
    take: () => [],
    graph: async () => ({
      pipelines: { traces: { receivers: ['otlp'], processors: [], exporters: ['debug'] } },
      ...{ receivers: { otlp: {} }, processors: {}, exporters: { debug: null }, connectors: {} },
      addresses: {},
    }),
    renew: async () => undefined,
    async apply(workspace, file, signal) {
      const text =
        file === undefined ? undefined : await readFile(join(workspace, file), 'utf8').catch(() => null);
      if (text === null) return { status: 'refused', reason: 'the file is not there', text: '' };
      if (text !== undefined && readYaml(text).error) return { status: 'refused', reason: 'no YAML', text };
      if (text === inUse) return { status: 'ok' };
      inUse = text;
      await restart(signal);
      return { status: 'ok' };
    },
  };
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
