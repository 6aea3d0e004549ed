import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OPTIONAL, SERVICES, STACK } from '#system/part-names.ts';
import type { PartSpec } from '#system/part-spec.ts';
import { titleAtStart } from '#system/part-title.ts';
import { PARTS } from '#system/parts.ts';
import { systemPorts } from '#system/ports.ts';
import { specOf } from '#system/spec-of.ts';
import { terminalColour } from '#system/terminal-colour.ts';

const specs: [string, PartSpec][] = Object.keys(PARTS).map((part) => [part, specOf(part)]);

describe('the table', () => {
  test('gives the lists that both runtimes and the page have', () => {
    expect(SERVICES).toEqual(['storefront', 'catalog', 'orders', 'payments-worker']);
    expect(STACK).toEqual(['postgres', 'rabbitmq', 'tempo', 'collector']);
    expect(OPTIONAL).toEqual(['prometheus', 'jaeger', 'loki']);
  });

  test('names every port, endpoint and variable once', () => {
    const ports = systemPorts();
    const lists = [
      ports.map(({ name }) => name),
      ports.flatMap(({ spec }) => spec.url?.name ?? []),
      [...ports.map(({ spec }) => spec.url), ...specs.map(([, spec]) => spec)].flatMap(
        (from) => from?.variable ?? [],
      ),
    ];
    for (const names of lists)
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('keeps the names of ports that benches have written down', () => {
    expect(systemPorts().map(({ name }) => name)).toEqual([
      ...[
        'storefront',
        'catalog',
        'orders',
        'paymentsWorker',
        'postgres',
        'amqp',
        'rabbitDistribution',
        'epmd',
      ],
      ...['tempoHttp', 'tempoGrpc', 'tempoOtlp', 'tempoOtlpHttp'],
      ...['collectorGrpc', 'collectorHttp', 'collectorMetrics', 'collectorHealth', 'prometheusHttp'],
      ...['jaegerHttp', 'jaegerGrpc', 'jaegerOtlpGrpc', 'jaegerOtlpHttp', 'lokiHttp', 'lokiGrpc'],
    ]);
  });

  test.each(specs)('%s has what its kind has to have', (part, spec) => {
    const { kind, ports, needs = [] } = spec;
    expect(needs.filter((name) => !Object.hasOwn(PARTS, name))).toEqual([]);
    const forwarded = Object.values(ports).filter((port) => port.forwarded);
    expect(forwarded.filter(({ pod }) => pod === undefined)).toEqual([]);
    if (kind === 'service') {
      expect(spec).toMatchObject({ program: `cmd/${part}`, entry: {}, colour: {}, ports: { http: {} } });
      expect(existsSync(resolve(labs, 'bookstore', spec.program!, 'main.go'))).toBe(true);
    }
    if (kind === 'store') expect(spec).toMatchObject({ variable: expect.any(String), typicalStartMs: {} });
    if (kind === 'tool') {
      expect(ports).toMatchObject({ [spec.ready!.port]: { forwarded: true } });
      expect(spec.typicalStartMs).toMatchObject(spec.optional ? { kind: expect.any(Number) } : {});
      expect(existsSync(resolve(labs, 'stack', spec.build!.module, 'go.mod'))).toBe(true);
    }
  });
});

test.each([
  ['orders', 'orders'],
  ['postgres', 'Postgres'],
  ['collector', 'The Collector'],
  ['cluster', 'The cluster'],
  ['constructor', 'constructor'],
])('a sentence about %s begins with “%s”', (part, title) => {
  expect(titleAtStart(part)).toBe(title);
});

describe('colours', () => {
  test('in a terminal no service has that of another one, or of what is no service', () => {
    const colours = [...SERVICES, 'a-service-of-others', 'constructor'].map((part) => terminalColour(part));
    expect(colours).toEqual(['cyan', 'green', 'yellow', 'magenta', 'blue', 'blue']);
  });

  test('the page’s tokens are those of the table', () => {
    const tokens = readFileSync(resolve(styles, 'tokens.css'), 'utf8').matchAll(
      /--svc-([\w-]+): light-dark\((#\w+), (#\w+)\)/g,
    );
    const found = Object.fromEntries(Array.from(tokens, ([, part, light, dark]) => [part!, { light, dark }]));
    const { other, ...own } = found;
    expect(other).toBeDefined();
    expect(own).toEqual(
      Object.fromEntries(
        specs.flatMap(([part, { colour }]) =>
          colour ? [[part, { light: colour.light, dark: colour.dark }]] : [],
        ),
      ),
    );
  });

  test('whatever the page marks with a service has that service’s token', () => {
    const rules = readFileSync(resolve(styles, 'base.css'), 'utf8').matchAll(
      /\[data-service="([\w-]+)"\] \{\s*--service: var\(--svc-([\w-]+)\);\s*\}/g,
    );
    const coloured = specs.flatMap(([part, { colour }]) => (colour ? [[part, part]] : []));
    expect(Array.from(rules, ([, marked, token]) => [marked, token])).toEqual(coloured);
  });
});

const labs = resolve(import.meta.dirname, '../../../labs');
const styles = resolve(import.meta.dirname, '../../../src/site/styles/page');
