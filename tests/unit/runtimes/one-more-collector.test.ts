import { expect, test, vi } from 'vitest';
import { optionalToolsIn } from '#runtimes/go/optional-tools.ts';
import { workloadPath } from '#runtimes/kind/charts/workloads.ts';
import { endpointsOf as kindEndpoints } from '#runtimes/kind/endpoints.ts';
import { POD_PARTS, type PodPart } from '#runtimes/kind/pods/pod-part.ts';
import { FORWARDS } from '#runtimes/kind/ports.ts';
import type { LocalContext } from '#runtimes/local/context.ts';
import { plansOf } from '#runtimes/local/plans.ts';
import { PORT_NAMES, type Ports } from '#runtimes/local/ports.ts';

// The table is the only thing that differs: one entry more.
vi.mock(import('#system/parts.ts'), async (original) => {
  const { PARTS } = await original();
  const another = { like: 'collector', title: 'the second Collector', optional: true };
  return { PARTS: { ...PARTS, 'collector-b': another } as unknown as typeof PARTS };
});

const part = 'collector-b' as PodPart;
const ports = Object.fromEntries(PORT_NAMES.map((name, index) => [name, 5001 + index])) as Ports &
  Record<string, number>;

test('local runs it like the first, on ports of its own', () => {
  const context = {
    folders: { state: '/state', postgres: '/postgres' },
    ports,
    instance: 'i',
  } as unknown as LocalContext;
  const plans = plansOf(context, '/stack', {
    toolProgram: (id) => `/tools/${id}`,
    serviceVariables: () => ({}),
    serviceProgram: () => '',
    collectorFiles: () => ['/stack/collector/collector.yaml'],
  });
  const [first, second] = ['collector', 'collector-b'].map(
    (name) => plans.find((plan) => plan.part === name)!,
  );
  const [one, other] = [first!.command(), second!.command()];
  expect(other).toMatchObject({ file: '/tools/collector-b', args: one.args });
  expect(other.env).toEqual({
    ...one.env,
    OTLP_GRPC_ADDRESS: `127.0.0.1:${ports['collectorBGrpc']}`,
    OTLP_HTTP_ADDRESS: `127.0.0.1:${ports['collectorBHttp']}`,
    HEALTH_ADDRESS: `127.0.0.1:${ports['collectorBHealth']}`,
    METRICS_PORT: String(ports['collectorBMetrics']),
  });
  expect(optionalToolsIn('/stack').at(-1)).toMatchObject({ id: 'collector-b', program: 'collector' });
});

test('kind watches its pods in the namespace of tools, and forwards its ports', () => {
  const namespaces = { bookstore: 'bookstore', tracing: 'tracing' };
  expect(POD_PARTS).toContain(part);
  expect(workloadPath(part, namespaces)).toBe('/apis/apps/v1/namespaces/tracing/deployments/collector-b');
  expect(FORWARDS.filter((forward) => forward.part === part).map(({ podPort }) => podPort)).toEqual([
    4318, 8888, 13133,
  ]);
  expect(kindEndpoints(ports, namespaces, [part as never])).toMatchObject({
    otlpHttp: `http://127.0.0.1:${ports.collectorHttp}`,
    collectorBHttp: `http://127.0.0.1:${ports['collectorBHttp']}`,
  });
});
