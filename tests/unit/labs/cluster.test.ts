import { readFileSync } from 'node:fs';
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
      TEMPO_FOLDER: '/var/tempo',
    };
    const filled = read('stack/tempo/tempo.yaml').replaceAll(/\$\{(\w+)\}/g, (_, name) => settings[name]!);
    const wanted = parse(filled);
    // Other pods reach these two; on one machine nothing leaves loopback.
    wanted.server.http_listen_address = '0.0.0.0';
    wanted.distributor.receivers.otlp.protocols.grpc.endpoint = '0.0.0.0:4317';
    expect(parse(values.tempo.config)).toEqual(wanted);
  });

  test('with the other tools the Collector still does all it did before', () => {
    const before = parse(values.collector.config);
    const { connectors, ...after } = parse(tools.collector.config);
    expect(Object.keys(connectors)).toEqual(['span_metrics']);
    expect(after.exporters).toMatchObject(before.exporters);
    expect(after.service.pipelines.traces.exporters).toEqual([
      ...before.service.pipelines.traces.exporters,
      'otlp_grpc/jaeger',
      'span_metrics',
    ]);
    expect({ ...after, exporters: 0, service: 0 }).toEqual({ ...before, exporters: 0, service: 0 });
  });
});

test("every component the chart's Collector uses is built into ours", () => {
  const modules: string[] = Object.values(parse(read('stack/collector/manifest.yaml')))
    .filter(Array.isArray)
    .flatMap((list: { gomod: string }[]) => list.map(({ gomod }) => gomod.split(' ')[0]!.split('/').at(-1)!));
  const config = parse(tools.collector.config);
  const used = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'].flatMap((kind) =>
    Object.keys(config[kind]).map((name) => moduleOf(name, kind)),
  );
  expect(used.filter((name) => !modules.includes(name))).toEqual([]);
  expect(used.length).toBeGreaterThan(7);
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
