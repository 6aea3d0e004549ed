import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownCollectorFiles } from '#runtimes/collector/collector-files.ts';
import { endpointsOf } from '#runtimes/local/endpoints.ts';
import { fillTemplate } from '#runtimes/local/parts/fill-template.ts';
import { PORT_NAMES, type Ports } from '#runtimes/local/ports.ts';
import { terminalEnvironment } from '#system/endpoints.ts';

const stack = resolve(import.meta.dirname, '../../../../labs/stack');
const ports = Object.fromEntries(PORT_NAMES.map((name, index) => [name, 5001 + index])) as Ports;

describe('where optional parts are found', () => {
  test('only those that run have an address and a variable', () => {
    expect(endpointsOf(ports, [])).not.toHaveProperty('loki');
    expect(terminalEnvironment(endpointsOf(ports, []))).not.toHaveProperty('LOKI_URL');
    const endpoints = endpointsOf(ports, ['prometheus', 'loki']);
    expect(endpoints).toMatchObject({ prometheus: 'http://127.0.0.1:5017', loki: 'http://127.0.0.1:5022' });
    expect(terminalEnvironment(endpoints)).toMatchObject({
      PROMETHEUS_URL: 'http://127.0.0.1:5017',
      LOKI_URL: 'http://127.0.0.1:5022',
    });
    expect(terminalEnvironment(endpoints)).not.toHaveProperty('JAEGER_URL');
  });
});

describe('what the Collector runs', () => {
  test('its own configuration, and one file more for each optional part it feeds', () => {
    const names = (...parts: Parameters<typeof ownCollectorFiles>[1]) =>
      ownCollectorFiles(stack, parts).map((file) => file.slice(stack.length));
    expect(names()).toEqual(['/collector/collector.yaml']);
    expect(names('prometheus', 'jaeger', 'loki')).toEqual([
      '/collector/collector.yaml',
      '/collector/jaeger.yaml',
      '/collector/loki.yaml',
    ]);
  });
});

describe('a configuration whose program knows no variables', () => {
  test('is filled in', () => {
    expect(fillTemplate(`a: \${A_1}, b: "\${B}/\${B}"`, { A_1: 'one', B: 'two' })).toBe(
      'a: one, b: "two/two"',
    );
  });

  test('must not name what nobody fills in', () => {
    expect(() => fillTemplate(`x: \${TYPO}`, { HOST: 'h', PORT: '1' })).toThrowErrorMatchingInlineSnapshot(
      `[Error: The template names \${TYPO}; it may name HOST, PORT]`,
    );
  });

  test('Prometheus’ names only what the runtime fills in', () => {
    const text = readFileSync(join(stack, 'prometheus/prometheus.yaml'), 'utf8');
    const names = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    const plan = readFileSync(
      resolve(import.meta.dirname, '../../../../src/runtimes/local/parts/prometheus.ts'),
      'utf8',
    );
    for (const name of names) expect(plan).toContain(`${name}:`);
  });
});
