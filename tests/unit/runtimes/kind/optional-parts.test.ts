import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Api, ApiError } from '#runtimes/kind/cluster/api.ts';
import { endpointsOf } from '#runtimes/kind/endpoints.ts';
import { namespacesOf } from '#runtimes/kind/namespaces/namespaces.ts';
import { type OptionalParts, optionalParts } from '#runtimes/kind/optional-parts.ts';
import { PORT_NAMES, type Ports } from '#runtimes/kind/ports.ts';
import type { PartStatus, Phase } from '#runtimes/runtime.ts';
import { terminalEnvironment } from '#system/endpoints.ts';
import type { OptionalPart } from '#system/part-names.ts';

const never = new AbortController().signal;
const program = (part: string) => `/cache/tools/${part}-0123456789abcdef`;

let pods: Map<OptionalPart, PartStatus>;
let phases: Map<string, Phase>;
let calls: string[];
let builds: Partial<Record<OptionalPart, () => Promise<string>>>;
let starts: Partial<Record<OptionalPart, () => PartStatus>>;
let onCluster: Record<string, string>;
let parts: OptionalParts;

const seen = (part: OptionalPart): PartStatus =>
  pods.get(part) ?? { part, state: 'absent', generation: 0, since: 0 };
const comes = (part: OptionalPart): PartStatus => {
  const status = { part, state: 'ready' as const, generation: seen(part).generation + 1, since: 0 };
  pods.set(part, status);
  return status;
};
const shown = (part: OptionalPart) => parts.withMark(seen(part));
const progress = (phase: Phase) => void phases.set(phase.id, phase);
const api = {
  get: (path: string) => {
    const image = onCluster[path.split('/').at(-1)!];
    if (!image) return Promise.reject(new ApiError(404, 'not found'));
    return Promise.resolve({ spec: { template: { spec: { containers: [{ image }] } } } });
  },
} as unknown as Api;

beforeEach(() => {
  pods = new Map();
  phases = new Map();
  calls = [];
  builds = {};
  starts = {};
  onCluster = {};
  parts = optionalParts({
    context: { settings: { cluster: 'spanwise', values: [] }, namespaces: namespacesOf(undefined) },
    build: async (part) => {
      calls.push(`build ${part}`);
      return (await builds[part]?.()) ?? program(part);
    },
    start: (part, change) => {
      calls.push(`start ${part} ${change}`);
      parts.provided(part);
      return Promise.resolve(starts[part]?.() ?? comes(part));
    },
    podStatus: seen,
    onChange: () => undefined,
  });
});

const begun = async (...wanted: OptionalPart[]) => {
  parts.choose(wanted);
  parts.begin(progress, never);
  await parts.idle();
};

describe('optional parts on a cluster', () => {
  it('are built and started in their own order, and only those that were chosen', async () => {
    await begun('loki', 'prometheus');
    expect(calls).toEqual(['build prometheus', 'start prometheus reuse', 'build loki', 'start loki reuse']);
    expect(parts.images().map(({ image }) => image)).toEqual([
      'spanwise/prometheus:0123456789abcdef',
      'spanwise/loki:0123456789abcdef',
    ]);
    expect([...phases.values()].map(({ title, state }) => `${title}: ${state}`)).toEqual([
      'Start Prometheus: done',
      'Start Loki: done',
    ]);
  });

  it('show what the cluster cannot know, until a pod speaks for itself', async () => {
    let built = (_: string) => {};
    builds.jaeger = () => new Promise((done) => (built = done));
    parts.choose(['jaeger']);
    expect(shown('jaeger').state).toBe('absent');
    parts.begin(progress, never);
    await wait(1);
    expect(shown('jaeger').state).toBe('building');
    built(program('jaeger'));
    await parts.idle();
    expect(shown('jaeger')).toMatchObject({ state: 'ready', generation: 1 });
    pods.set('jaeger', { ...seen('jaeger'), state: 'dead', reason: 'it has no pod' });
    expect(shown('jaeger')).toMatchObject({ state: 'dead', reason: 'it has no pod' });
  });

  it('that cannot be built say why, hold no other up, and are tried again when asked', async () => {
    builds.prometheus = () => Promise.reject(new Error('no space left on device'));
    await begun('prometheus', 'loki');
    expect(shown('prometheus')).toMatchObject({ state: 'failed', reason: 'no space left on device' });
    expect(shown('loki').state).toBe('ready');
    builds = {};
    await parts.retry('prometheus', never);
    expect(calls.slice(-2)).toEqual(['build prometheus', 'start prometheus recreate']);
    expect(shown('prometheus').state).toBe('ready');
  });

  it('that no pod is made for say why, and the phase too', async () => {
    starts.loki = () => ({ ...seen('loki'), state: 'failed', reason: 'exceeded quota: learner' });
    await begun('loki');
    expect(shown('loki')).toMatchObject({ state: 'failed', reason: 'exceeded quota: learner' });
    expect(phases.get('start-loki')).toMatchObject({
      state: 'failed',
      detail: 'loki is failed: exceeded quota: learner',
    });
  });

  it('are switched on when the nodes can have them, or when they run since an earlier bench', async () => {
    onCluster = { jaeger: 'spanwise/jaeger:before', prometheus: 'spanwise/prometheus:before' };
    parts.choose(['jaeger', 'loki']);
    expect(await parts.switchedOn(api, never)).toEqual(new Map([['jaeger', 'spanwise/jaeger:before']]));
    await begun('jaeger', 'loki');
    const both = new Map([
      ['jaeger', 'spanwise/jaeger:0123456789abcdef'],
      ['loki', 'spanwise/loki:0123456789abcdef'],
    ]);
    expect(await parts.switchedOn(api, never)).toEqual(both);
    // Another cluster has none of them.
    onCluster = {};
    parts.forget();
    expect(await parts.switchedOn(api, never)).toEqual(new Map());
  });

  it('a bench that ends while they are built leaves it at that', async () => {
    const ending = new AbortController();
    builds.prometheus = () => {
      ending.abort();
      return Promise.reject(new Error('killed'));
    };
    parts.choose(['prometheus', 'loki']);
    parts.begin(progress, ending.signal);
    await parts.idle();
    expect(calls).toEqual(['build prometheus']);
  });
});

it('only those that run have an address and a variable', () => {
  const ports = Object.fromEntries(PORT_NAMES.map((name, index) => [name, 5001 + index])) as Ports;
  const namespaces = namespacesOf('ada');
  expect(endpointsOf(ports, namespaces, [])).not.toHaveProperty('loki');
  const endpoints = endpointsOf(ports, namespaces, ['prometheus', 'loki']);
  expect(terminalEnvironment(endpoints)).toMatchObject({
    PROMETHEUS_URL: 'http://127.0.0.1:5012',
    LOKI_URL: 'http://127.0.0.1:5014',
  });
  expect(terminalEnvironment(endpoints)).not.toHaveProperty('JAEGER_URL');
});
