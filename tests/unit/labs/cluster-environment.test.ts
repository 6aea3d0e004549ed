import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { podCollectorVariables } from '#runtimes/kind/pod-collector-variables.ts';
import { OPTIONAL, SERVICES } from '#system/part-names.ts';
import { PARTS } from '#system/parts.ts';
import { EXPORT_DELAY, serviceEnvironment } from '#system/service-environment.ts';
import { specOf } from '#system/spec-of.ts';

const cluster = resolve(import.meta.dirname, '../../../labs/cluster');
const read = (path: string) => readFileSync(join(cluster, path), 'utf8');
const bookstore = parse(read('bookstore/values.yaml'));
const tracing = parse(read('tracing/values.yaml'));
const services = read('bookstore/templates/services.yaml');
const network = read('bookstore/templates/network.yaml');

/** Where a pod finds what a service may need, as the chart names it; Kubernetes fills in the passwords. */
const ADDRESSES: Record<string, string> = {
  catalog: 'http://catalog:8080',
  orders: 'http://orders:8080',
  postgres: 'postgres://bookstore:$(POSTGRES_PASSWORD)@postgres:5432/bookstore?sslmode=disable',
  rabbitmq: 'amqp://bookstore:$(RABBITMQ_PASSWORD)@rabbitmq:5672/',
};

describe('programs have the same environment on both runtimes', () => {
  test.each(SERVICES)('%s', (service) => {
    const chart = rendered(services, { name: service, values: bookstore });
    const wanted = serviceEnvironment(service, {
      listen: `0.0.0.0:${PARTS[service].ports.http.pod}`,
      otlpHttp: `http://collector.tracing:${PARTS.collector.ports.http.pod}`,
      needs: ADDRESSES,
      resource: ['k8s.namespace.name=bookstore', 'k8s.pod.name=$(POD_NAME)'],
    });
    expect(chart.values).toEqual(wanted);
    // Kubernetes fills in what stands before: a variable that comes later stays as it is written.
    const used = [...JSON.stringify(chart.values).matchAll(/\$\((\w+)\)/g)].map(([, name]) => name!);
    expect(chart.references).toEqual([...new Set(used)].toSorted(byOrderIn(chart.references)));
  });

  test('the Collector', () => {
    const chart = rendered(read('tracing/templates/collector.yaml'), { name: 'collector', values: tracing });
    expect(chart.values).toEqual(podCollectorVariables());
  });
});

describe('the charts know the same parts as the table', () => {
  test('services', () => {
    const { properties } = parse(read('bookstore/values.schema.json'));
    expect(Object.keys(bookstore.services)).toEqual(SERVICES);
    expect(properties.services.required).toEqual(SERVICES);
    expect(Object.keys(properties.services.properties)).toEqual(SERVICES);
    expect(bookstore.tracing.exportDelay).toBe(String(EXPORT_DELAY));
  });

  test('optional parts, each of which can be switched on', () => {
    expect(OPTIONAL.map((part) => tracing[part]?.enabled)).toEqual(OPTIONAL.map(() => false));
  });

  test('what each service needs: the passwords it is given, and the ways the network has for it', () => {
    const passwords = [...services.matchAll(/"([\w-]+)" \(list((?: "\w+")*)\)/g)].map(([, service, list]) => [
      service,
      [...list!.matchAll(/"(\w+)"/g)].map(([, part]) => part),
    ]);
    const stores = (service: string) => needsOf(service).filter((part) => specOf(part).kind === 'store');
    expect(Object.fromEntries(passwords)).toEqual(
      Object.fromEntries(SERVICES.map((service) => [service, stores(service)])),
    );
    const ways = [...network.matchAll(/"from" "([\w-]+)" "to" "([\w-]+)" "port" (\d+)/g)];
    expect(ways.map(([, from, to, port]) => `${from} → ${to}:${port}`)).toEqual(
      SERVICES.flatMap((service) =>
        needsOf(service).map((part) => `${service} → ${part}:${podPortOf(part)}`),
      ),
    );
  });
});

function needsOf(service: string): readonly string[] {
  return specOf(service).needs ?? [];
}

function podPortOf(part: string): number | undefined {
  return Object.values(specOf(part).ports).find(({ forwarded }) => forwarded)?.pod;
}

function byOrderIn(list: readonly string[]): (a: string, b: string) => number {
  return (a, b) => list.indexOf(a) - list.indexOf(b);
}

/**
 * The `env` of a template's container as Helm would write it: variables with a value, and names of those that refer to
 * something else. Helm is not on every machine; this reads just the actions that these blocks use, and refuses any other.
 */
function rendered(
  template: string,
  root: { name: string; values: Values },
): { values: Record<string, string>; references: string[] } {
  const [, block] = /\n {10}env:\n(.*?)\n {10}readinessProbe:/s.exec(template)!;
  const open: boolean[] = [];
  // A setup gives no variables here, so that all those of the chart come.
  const [, own = ''] = /define "ownVariables" \}\}\n[^\n]*\n(.*)\{\{- end \}\}\n$/s.exec(template) ?? [];
  const whole = block!.replace(/ *\{\{- range include "ownVariables".*$/s, () => own);
  const lines = whole.split('\n').flatMap((line) => {
    const condition = /^\s*\{\{- if (.*) \}\}$/.exec(line)?.[1];
    if (condition !== undefined) open.push(holds(condition, root.name));
    else if (/^\s*\{\{- end \}\}$/.test(line)) open.pop();
    else if (open.every(Boolean))
      return line.replaceAll(/\{\{-? (.*?) \}\}/g, (_, action) => textOf(action, root));
    return [];
  });
  const list: { name: string; value?: string }[] = parse(lines.join('\n'));
  const isReference = ({ value }: { value?: string }) => value === undefined;
  return {
    values: Object.fromEntries(
      list.filter((one) => !isReference(one)).map(({ name, value }) => [name, value!]),
    ),
    references: list.filter(isReference).map(({ name }) => name),
  };
}

interface Values {
  [name: string]: Values & string;
}

function holds(condition: string, name: string): boolean {
  const [, part] = /^has "(\w+)" \(get \$needs \$name\)$/.exec(condition) ?? [];
  if (part) return needsOf(name).includes(part);
  const [, only] = /^eq \$name "([\w-]+)"$/.exec(condition) ?? [];
  if (only) return only === name;
  throw new Error(`this test does not know the condition ${condition}`);
}

function textOf(action: string, { name, values }: { name: string; values: Values }): string {
  const [what, ...pipes] = action.split(' | ');
  if (what === '$name') return name;
  if (/^include "secretValue" "\w+"$/.test(what!)) return '';
  const [, path] = /^(?:tpl )?\$?\.Values\.([\w.]+)(?: \$)?$/.exec(what!) ?? [];
  if (!path) throw new Error(`this test does not know the action ${action}`);
  const found = path.split('.').reduce<Values & string>((from, key) => from[key]!, values as Values & string);
  const text = String(found).replaceAll(/\{\{ (.*?) \}\}/g, (_, inner) => textOf(inner, { name, values }));
  return pipes.includes('quote') ? JSON.stringify(text) : text;
}
