import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const labs = resolve(import.meta.dirname, '../../../labs');
const read = (path: string) => readFileSync(join(labs, path), 'utf8');
const values = parse(read('cluster/tracing/values.yaml'));
const tools = parse(read('cluster/tracing/values-tools.yaml'));

describe('both runtimes run the same configuration', () => {
  test("the chart's Collector is that of labs/stack", () => {
    expect(parse(values.collector.config)).toEqual(parse(read('stack/collector/collector.yaml')));
  });

  test("the chart's Tempo is that of labs/stack, but for its addresses and its folder", () => {
    const settings: Record<string, string> = {
      TEMPO_HTTP_PORT: '3200',
      TEMPO_GRPC_PORT: '9095',
      TEMPO_OTLP_PORT: '4317',
      TEMPO_OTLP_HTTP_PORT: '4318',
      TEMPO_FOLDER: '/var/tempo',
    };
    const wanted = parse(filledIn('stack/tempo/tempo.yaml', settings));
    // Other pods reach these two; on one machine nothing leaves loopback.
    wanted.server.http_listen_address = '0.0.0.0';
    wanted.distributor.receivers.otlp.protocols.grpc.endpoint = '0.0.0.0:4317';
    expect(parse(values.tempo.config)).toEqual(wanted);
  });

  test('the further configurations of the Collector are those of labs/stack', () => {
    const { also } = tools.collector;
    expect(Object.keys(also)).toEqual(['jaeger', 'loki', 'span-metrics']);
    for (const name of ['jaeger', 'loki'])
      expect(parse(also[name])).toEqual(parse(read(`stack/collector/${name}.yaml`)));
  });

  test("the chart's Jaeger is that of labs/stack", () => {
    expect(parse(values.jaeger.config)).toEqual(parse(read('stack/jaeger/jaeger.yaml')));
  });

  test("the chart's Loki is that of labs/stack, but for its addresses and its folder", () => {
    const wanted = parse(
      filledIn('stack/loki/loki.yaml', {
        LOKI_HTTP_PORT: '3100',
        LOKI_GRPC_PORT: '9096',
        LOKI_FOLDER: '/loki',
      }),
    );
    wanted.server.http_listen_address = '0.0.0.0';
    expect(parse(values.loki.config)).toEqual(wanted);
  });

  test("the chart's Prometheus is that of labs/stack, but for its addresses", () => {
    const service = (name: string) => `${name}.{{ .Values.namespaces.bookstore }}:8080`;
    const wanted = filledIn('stack/prometheus/prometheus.yaml', {
      STOREFRONT_ADDRESS: service('storefront'),
      CATALOG_ADDRESS: service('catalog'),
      ORDERS_ADDRESS: service('orders'),
      PAYMENTS_WORKER_ADDRESS: service('payments-worker'),
      COLLECTOR_METRICS_PORT: '8888',
      TEMPO_HTTP_PORT: '3200',
    })
      .replace('127.0.0.1:8888', 'collector:8888')
      .replace('127.0.0.1:3200', 'tempo:3200');
    const always = values.prometheus.config.replace(/\{\{- if .*?\{\{- end \}\}/s, '');
    expect(parse(always)).toEqual(parse(wanted));
  });

  test('the images that can be pulled are of the versions that are built here', () => {
    const version = (tool: string, module: string) =>
      new RegExp(`${module}(?:/v\\d+)? v(\\S+)`).exec(read(`stack/${tool}/go.mod`))![1]!;
    // Prometheus and Jaeger number their modules and their releases differently.
    expect(version('prometheus', 'github.com/prometheus/prometheus')).toBe('0.316.0');
    expect(values.prometheus.image).toBe('prom/prometheus:v3.16.0');
    expect(version('jaeger', 'github.com/jaegertracing/jaeger')).toBe('1.76.0');
    expect(values.jaeger.image).toBe('jaegertracing/jaeger:2.13.0');
    expect(values.loki.image).toBe(`grafana/loki:${version('loki', 'github.com/grafana/loki')}`);
  });
});

test("every component the chart's Collector uses is built into ours", () => {
  const modules: string[] = Object.values(parse(read('stack/collector/manifest.yaml')))
    .filter(Array.isArray)
    .flatMap((list: { gomod: string }[]) => list.map(({ gomod }) => gomod.split(' ')[0]!.split('/').at(-1)!));
  const configs = [values.collector.config, ...Object.values<string>(tools.collector.also)].map((text) =>
    parse(text),
  );
  const used = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'].flatMap((kind) =>
    configs.flatMap((config) => Object.keys(config[kind] ?? {}).map((name) => moduleOf(name, kind))),
  );
  expect(used.filter((name) => !modules.includes(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(7);
});

test("the Collector's garbage collector makes room when memory_limiter refuses, not long before", () => {
  const { limit_mib: hard, spike_limit_mib: spike } = parse(values.collector.config).processors
    .memory_limiter;
  const inPod = /name: GOMEMLIMIT\n\s+value: (\d+)MiB/.exec(read('cluster/tracing/templates/collector.yaml'));
  const goal = Number(inPod![1]);
  expect(goal).toBe(Math.round(0.8 * hard));
  expect(goal).toBeGreaterThan(hard - spike);
  expect(Number.parseInt(values.collector.resources.limits.memory, 10)).toBeGreaterThan(hard);
  expect(read('cluster/README.md')).toContain(`\`GOMEMLIMIT\` ${goal} MiB`);
});

test('the command of the README hands in every file of the schema', () => {
  const files = readdirSync(join(labs, 'stack/postgres')).filter((name) => name.endsWith('.sql'));
  const named = read('cluster/README.md').matchAll(
    /postgres\.schema\.(\S+)=\.\.\/stack\/postgres\/([\w.-]+)/g,
  );
  const pairs = Array.from(named, ([, key, file]) => [key!.replaceAll('\\', ''), file]);
  expect(pairs).toEqual(files.sort().map((file) => [file, file]));
});

test('what the three charts share is the same in each', () => {
  const labels = (chart: string) => blocks(read(`cluster/${chart}/templates/_labels.tpl`));
  const [bookstore, tracing, learner] = ['bookstore', 'tracing', 'learner'].map((chart) => labels(chart!));
  expect(tracing).toMatchObject({ labels: bookstore!['labels'] });
  expect(learner).toMatchObject({ labels: bookstore!['labels'] });
  expect(tracing).toMatchObject({
    podSecurity: bookstore!['podSecurity'],
    containerSecurity: bookstore!['containerSecurity'],
  });
  const names = ['bookstore', 'tracing', 'learner'].map((chart) => {
    const { namespaces } = parse(read(`cluster/${chart}/values.yaml`));
    return [namespaces.bookstore, namespaces.tracing];
  });
  expect(names).toEqual(Array(3).fill(['bookstore', 'tracing']));
});

test('the account of a learner changes workloads and never the fence', () => {
  const rules = read('cluster/learner/templates/account.yaml').split('rules:')[1]!.split('---')[0]!;
  const role: { resources: string[]; verbs: string[] }[] = parse(rules);
  const [reading, ...writing] = role;
  expect(reading!.verbs).toEqual(['get', 'list', 'watch']);
  expect(writing.flatMap(({ resources }) => resources).sort()).toMatchInlineSnapshot(`
    [
      "configmaps",
      "cronjobs",
      "daemonsets",
      "deployments",
      "deployments/scale",
      "jobs",
      "persistentvolumeclaims",
      "pods",
      "pods/attach",
      "pods/exec",
      "pods/portforward",
      "replicasets",
      "replicasets/scale",
      "secrets",
      "services",
      "statefulsets",
      "statefulsets/scale",
    ]
  `);
  expect(writing.flatMap(({ verbs }) => verbs)).not.toContain('*');
});

/** A configuration with its variables filled in; one that nobody fills in is a defect. */
function filledIn(path: string, settings: Record<string, string>): string {
  return read(path).replaceAll(/\$\{(\w+)\}/g, (variable, name) => {
    if (settings[name] === undefined) throw new Error(`nobody fills in ${variable}`);
    return settings[name];
  });
}

/** The definitions of a template file by name. */
function blocks(text: string): Record<string, string> {
  const found = text.matchAll(/\{\{- define "(\w+)" -\}\}\n(.*?)\n\{\{- end \}\}/gs);
  return Object.fromEntries(Array.from(found, ([, name, body]) => [name!, body!]));
}

/** `otlp_grpc/tempo` of the exporters is made by the Go module `otlpexporter`. */
function moduleOf(name: string, kind: string): string {
  const type = name.split('/')[0]!;
  const older: Record<string, string> = { otlp_grpc: 'otlp', otlp_http: 'otlphttp' };
  return (older[type] ?? type).replaceAll('_', '') + kind.slice(0, -1);
}
