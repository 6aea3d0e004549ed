import { describe, expect, test } from 'vitest';
import { forLearner, helm, type Rendered, render } from './render.ts';

const TOOLS = ['-f', 'tracing/values-tools.yaml'];
/** As the runtime switches them on: without Grafana, and without metrics made from spans. */
const OF_LABS = ['prometheus', 'jaeger', 'loki'].flatMap((part) => ['--set', `${part}.enabled=true`]);
const SCRAPED = ['--set', 'metrics.scraped=true'];

const variants: [chart: string, ...values: string[]][] = [
  ['learner'],
  ['bookstore'],
  ['bookstore', '-f', 'bookstore/values-stand-ins.yaml'],
  ['bookstore', ...SCRAPED],
  ['tracing'],
  ['tracing', ...TOOLS],
  ['tracing', ...OF_LABS],
];

describe.each(variants.map(([chart, ...set]) => ({ chart, set })))('$chart $set', ({ chart, set }) => {
  test('helm finds nothing to complain of', async () => {
    expect(await helm('lint', '--strict', '--quiet', chart, ...set)).toBe('');
  });

  test('every object lies in a namespace of this learner', async () => {
    const objects = await render(chart, ...set, ...forLearner('ada'));
    const places = objects.map(({ kind, metadata }) =>
      kind === 'Namespace' ? metadata.name : metadata.namespace,
    );
    expect(places.filter((place) => place !== 'ada-bookstore' && place !== 'ada-tracing')).toEqual([]);
    expect(JSON.stringify(objects)).not.toMatch(/(?<!ada-)(bookstore|tracing)\.svc|:\/\/collector\.tracing/);
  });

  test('every pod is what Pod Security "restricted" admits, has amounts, and an account that may do nothing', async () => {
    const objects = await render(chart, ...set);
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.every((account) => account['automountServiceAccountToken'] === false)).toBe(true);
    for (const { metadata, pod } of pods(objects)) {
      expect(accounts.map(({ metadata }) => metadata.name)).toContain(pod.serviceAccountName);
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: metadata.name,
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
            resources: {
              requests: { cpu: expect.any(String), memory: expect.any(String) },
              limits: { cpu: expect.any(String), memory: expect.any(String) },
            },
          },
        ],
      });
      expect(pod.containers[0].image).toMatch(/^[\w./-]+:[\w.-]*\d[\w.-]*$/);
    }
  });
});

test('every pod can be found by its name and by the course, and is alone while it is replaced', async () => {
  const objects = [...(await render('bookstore')), ...(await render('tracing', ...TOOLS))];
  const found = pods(objects).map(({ metadata, labels }) => {
    expect(labels).toMatchObject({
      'app.kubernetes.io/name': metadata.name,
      'app.kubernetes.io/part-of': 'spanwise',
    });
    return metadata.name;
  });
  expect(found.sort().join(' ')).toMatchInlineSnapshot(
    `"catalog collector grafana jaeger loki orders payments-worker postgres prometheus rabbitmq storefront tempo"`,
  );
  const strategies = objects.flatMap(({ kind, spec }) => (kind === 'Deployment' ? [spec.strategy.type] : []));
  expect(new Set(strategies)).toEqual(new Set(['Recreate']));
});

test('one account has rights, and only where the learner is', async () => {
  const objects = (await Promise.all(variants.map(([chart, ...set]) => render(chart, ...set)))).flat();
  const kinds = objects.map(({ kind }) => kind);
  expect(kinds).not.toContain('ClusterRole');
  expect(kinds).not.toContain('ClusterRoleBinding');
  const bindings = objects.filter(({ kind }) => kind === 'RoleBinding');
  expect(bindings.map(({ metadata }) => metadata.namespace)).toEqual(['bookstore', 'tracing']);
  for (const binding of bindings)
    expect(binding['subjects']).toEqual([
      { kind: 'ServiceAccount', name: 'learner', namespace: 'bookstore' },
    ]);
});

test('what the charts ask for is within the quota, the other tools included', async () => {
  const quotas = (await render('learner')).filter(
    ({ kind, metadata }) => kind === 'ResourceQuota' && metadata.name === 'learner',
  );
  expect(quotas.length).toBe(2);
  const all = pods([...(await render('bookstore')), ...(await render('tracing', ...TOOLS))]);
  for (const { metadata, spec } of quotas) {
    const here = all.filter((pod) => pod.metadata.namespace === metadata.namespace);
    expect(here.length).toBeGreaterThan(4);
    for (const side of ['requests', 'limits'])
      for (const of of ['cpu', 'memory']) {
        const sum = here.reduce((sum, { pod }) => sum + amount(pod.containers[0].resources[side][of]), 0);
        expect([side, of, sum <= amount(spec.hard[`${side}.${of}`])]).toEqual([side, of, true]);
      }
  }
});

test('no pod of a learner drives out those of others', async () => {
  const quotas = (await render('learner')).filter(({ metadata }) => metadata.name === 'no-precedence');
  expect(quotas.map(({ metadata }) => metadata.namespace)).toEqual(['bookstore', 'tracing']);
  for (const { spec } of quotas) {
    expect(spec.hard).toEqual({ pods: '0' });
    expect(spec.scopeSelector.matchExpressions).toEqual([
      {
        scopeName: 'PriorityClass',
        operator: 'In',
        values: ['system-node-critical', 'system-cluster-critical'],
      },
    ]);
  }
});

test('packets may go along the edges of a checkout, towards the Collector and Tempo, and nowhere else', async () => {
  const edges = async (...set: string[]) => {
    const tools = set.length > 0 ? [TOOLS, SCRAPED] : [[], []];
    const objects = [
      ...(await render('tracing', ...tools[0]!)),
      ...(await render('bookstore', ...tools[1]!)),
    ];
    return policies(objects);
  };
  const plain = await edges();
  expect(plain).toMatchInlineSnapshot(`
    [
      "bookstore/catalog → bookstore/postgres:5432",
      "bookstore/orders → bookstore/postgres:5432",
      "bookstore/orders → bookstore/rabbitmq:5672",
      "bookstore/payments-worker → bookstore/rabbitmq:5672",
      "bookstore/service → tracing/collector:4317,4318",
      "bookstore/storefront → bookstore/catalog:8080",
      "bookstore/storefront → bookstore/orders:8080",
      "tracing/collector → tracing/tempo:4317",
    ]
  `);
  const more = (await edges('tools')).filter((edge) => !plain.includes(edge));
  expect(more).toMatchInlineSnapshot(`
    [
      "tracing/collector → tracing/jaeger:4317,4318",
      "tracing/collector → tracing/loki:3100",
      "tracing/grafana → tracing/jaeger:16686",
      "tracing/grafana → tracing/loki:3100",
      "tracing/grafana → tracing/prometheus:9090",
      "tracing/grafana → tracing/tempo:3200",
      "tracing/prometheus → bookstore/service:8080",
      "tracing/prometheus → tracing/collector:8888,8889",
      "tracing/prometheus → tracing/tempo:3200",
    ]
  `);
});

test('a part that a lab needs opens its own edges alone', async () => {
  const edges = async (tracing: string[], shop: string[]) =>
    policies([...(await render('tracing', ...tracing)), ...(await render('bookstore', ...shop))]);
  const plain = await edges([], []);
  const opened = async (part: string) => {
    const shop = part === 'prometheus' ? SCRAPED : [];
    const more = await edges(['--set', `${part}.enabled=true`], shop);
    return more.filter((edge) => !plain.includes(edge));
  };
  expect(await opened('jaeger')).toEqual(['tracing/collector → tracing/jaeger:4317,4318']);
  expect(await opened('loki')).toEqual(['tracing/collector → tracing/loki:3100']);
  expect(await opened('prometheus')).toMatchInlineSnapshot(`
    [
      "tracing/prometheus → bookstore/service:8080",
      "tracing/prometheus → tracing/collector:8888",
      "tracing/prometheus → tracing/tempo:3200",
    ]
  `);
});

test('variables of a setup go before the chart’s own, and each stands once', async () => {
  const given = { OTEL_TRACES_SAMPLER: 'always_off', CACHE_SIZE: '12' };
  const objects = await render(
    'bookstore',
    '--set-json',
    `services.catalog.variables=${JSON.stringify(given)}`,
  );
  const envOf = (name: string): { name: string; value?: string }[] =>
    objects.find((one) => one.kind === 'Deployment' && one.metadata.name === name)!['spec'].template.spec
      .containers[0].env;
  const catalog = envOf('catalog');
  expect(new Set(catalog.map(({ name }) => name)).size).toBe(catalog.length);
  expect(catalog).toEqual(
    expect.arrayContaining(Object.entries(given).map(([name, value]) => ({ name, value }))),
  );
  expect(catalog.length).toBe(envOf('orders').filter(({ name }) => !/RABBITMQ|AMQP/.test(name)).length + 1);
  expect(envOf('orders').find(({ name }) => name === 'OTEL_TRACES_SAMPLER')?.value).toBe(
    'parentbased_always_on',
  );
});

test('the Collector joins what it is given, and opens its metrics where Prometheus is', async () => {
  const collector = async (...set: string[]) => {
    const objects = await render('tracing', ...set);
    const of = (kind: string, name: string) =>
      objects.find((object) => object.kind === kind && object.metadata.name === name)!;
    const { args, env } = of('Deployment', 'collector')['spec'].template.spec.containers[0];
    return {
      files: Object.keys(of('ConfigMap', 'collector-config')['data']),
      args: args.filter((arg: string) => arg !== '--config'),
      metrics: env.find(({ name }: { name: string }) => name === 'METRICS_HOST').value,
      ports: of('Service', 'collector')['spec'].ports.map(({ port }: { port: number }) => port),
    };
  };
  expect(await collector()).toEqual({
    files: ['collector.yaml'],
    args: ['/etc/collector/collector.yaml'],
    metrics: '127.0.0.1',
    ports: [4317, 4318],
  });
  const tools = await collector(...TOOLS, '--set', 'jaeger.enabled=false,collector.also.jaeger=null');
  expect(tools).toEqual({
    files: ['collector.yaml', 'loki.yaml', 'span-metrics.yaml'],
    args: ['collector', 'loki', 'span-metrics'].map((name) => `/etc/collector/${name}.yaml`),
    metrics: '0.0.0.0',
    ports: [4317, 4318, 8888, 8889],
  });
});

test.each([
  ['a second Collector configuration of the first’s name', 'tracing', 'collector.also.collector=x'],
  ['a key nobody knows', 'tracing', 'tempo.imag=tempo:2.8'],
  ['an image without a tag that stays', 'bookstore', 'postgres.image=postgres:latest'],
  ['an image without any tag', 'bookstore', 'services.catalog.image=catalog'],
  ['a namespace that cannot be', 'learner', 'namespaces.bookstore=Ada_bookstore'],
  ['a learner that is no label', 'learner', 'learner=Ada Lovelace'],
])('refuses %s', async (_what, chart, set) => {
  await expect(render(chart, '--set', set)).rejects.toThrow(/values don't meet the specifications/);
});

/** What makes pods, with their template's labels and specification. */
function pods(objects: Rendered[]) {
  return objects.flatMap(({ kind, metadata, spec }) =>
    kind === 'Deployment' || kind === 'StatefulSet'
      ? [{ metadata, labels: spec.template.metadata.labels, pod: spec.template.spec }]
      : [],
  );
}

/** Each edge that is open on both sides, as text; one that is open on one side only is a defect. */
function policies(objects: Rendered[]): string[] {
  const peers = objects
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ spec, metadata }) => {
      const own = `${metadata.namespace}/${Object.values(spec.podSelector.matchLabels)[0]}`;
      const of = (peer: Rendered) =>
        `${peer['namespaceSelector']?.matchLabels['kubernetes.io/metadata.name'] ?? metadata.namespace}/${Object.values(peer['podSelector'].matchLabels)[0]}`;
      const rule = spec.egress?.[0] ?? spec.ingress[0];
      const ports = rule.ports.map(({ port }: { port: number }) => port).join(',');
      return spec.egress
        ? [`${own} → ${of(rule.to[0])}:${ports}`]
        : [`${of(rule.from[0])} → ${own}:${ports}`];
    });
  const edges = [...new Set(peers)];
  expect(edges.filter((edge) => peers.filter((peer) => peer === edge).length !== 2)).toEqual([]);
  return edges.sort();
}

/** A Kubernetes amount as a number: cores, or bytes. */
function amount(text: string): number {
  const units: Record<string, number> = { m: 0.001, Mi: 2 ** 20, Gi: 2 ** 30, '': 1 };
  const [, number, unit] = /^([\d.]+)(\w*)$/.exec(text)!;
  return Number(number) * units[unit!]!;
}
