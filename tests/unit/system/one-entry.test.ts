import { expect, expectTypeOf, test } from 'vitest';
import { toolsOf } from '#runtimes/go/tool.ts';
import { startPhase } from '#runtimes/start-phase.ts';
import { endpointUrls, terminalEnvironment } from '#system/endpoints.ts';
import { entryService } from '#system/entry-service.ts';
import { loggedPrograms } from '#system/logged-programs.ts';
import { partLists } from '#system/part-lists.ts';
import { titleAtStart } from '#system/part-title.ts';
import { PARTS } from '#system/parts.ts';
import { forwardedPorts, systemPorts } from '#system/ports.ts';
import { serviceEnvironment } from '#system/service-environment.ts';
import type { NamesOf, OptionalOf, PortNameOf, UrlNameOf } from '#system/table-types.ts';
import { terminalColour } from '#system/terminal-colour.ts';
import { LARGER } from './larger-table.ts';

const ports = Object.fromEntries(systemPorts(LARGER).map(({ name }, index) => [name, 5001 + index]));

test('each goes into its list, and no other list changes', () => {
  expect(partLists(LARGER)).toEqual({
    ...partLists(PARTS),
    jobs: ['refund'],
    optional: ['prometheus', 'jaeger', 'loki', 'collector-b'],
  });
});

test('a second Collector has ports of its own after all others, forwarded on a cluster as the first’s are', () => {
  const more = (names: { name: string }[], before: { name: string }[]) =>
    names.map(({ name }) => name).slice(before.length);
  expect(more(systemPorts(LARGER), systemPorts(PARTS))).toEqual([
    'collectorBGrpc',
    'collectorBHttp',
    'collectorBMetrics',
    'collectorBHealth',
  ]);
  expect(more(forwardedPorts(LARGER), forwardedPorts(PARTS))).toEqual([
    'collectorBHttp',
    'collectorBMetrics',
    'collectorBHealth',
  ]);
  expect(forwardedPorts(LARGER).at(-1)).toMatchObject({
    part: 'collector-b',
    role: 'health',
    podPort: 13133,
  });
});

test('it is found by endpoints and variables where a bench runs it, which leave the first Collector’s alone', () => {
  const without = endpointUrls(ports, [], LARGER);
  expect(without).toEqual(endpointUrls(ports, [], PARTS));
  const endpoints = endpointUrls(ports, ['collector-b'], LARGER);
  expect(endpoints).toEqual({
    ...without,
    collectorBHttp: `http://127.0.0.1:${ports['collectorBHttp']}`,
    collectorBMetrics: `http://127.0.0.1:${ports['collectorBMetrics']}/metrics`,
  });
  expect(terminalEnvironment(endpoints, LARGER)).toEqual({
    ...terminalEnvironment(without, PARTS),
    COLLECTOR_B_HTTP_URL: `http://127.0.0.1:${ports['collectorBHttp']}`,
    COLLECTOR_B_METRICS_URL: `http://127.0.0.1:${ports['collectorBMetrics']}/metrics`,
  });
});

test('it is built once with the first, and starts in a phase of its own', () => {
  const [first, second] = toolsOf(['collector', 'collector-b'], '/stack', LARGER);
  expect(second).toEqual({ ...first, id: 'collector-b' });
  expect(startPhase('collector-b', 'local', LARGER)).toEqual({
    id: 'start-collector-b',
    title: 'Start the second Collector',
    usual: 800,
  });
  expect(titleAtStart('collector-b', LARGER)).toBe('The second Collector');
});

test('a job gets the environment of a service, with what it needs and what is its own', () => {
  const needs = { postgres: 'postgres://db', rabbitmq: 'amqp://broker' };
  expect(serviceEnvironment('refund', { otlpHttp: 'http://collector', needs }, LARGER)).toEqual({
    OTEL_SERVICE_NAME: 'refund',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
    OTEL_BSP_SCHEDULE_DELAY: '200',
    OTEL_RESOURCE_ATTRIBUTES: 'service.namespace=bookstore,deployment.environment.name=bench',
    GOMEMLIMIT: '64MiB',
    GOGC: '50',
    DATABASE_URL: 'postgres://db',
    AMQP_URL: 'amqp://broker',
    REFUND_BATCH: '25',
  });
});

test('a job is among the programs whose log is read, has its colour, and is no entry of a request', () => {
  expect(loggedPrograms(LARGER)).toEqual([...loggedPrograms(PARTS), 'refund']);
  expect(terminalColour('refund', LARGER)).toBe('red');
  expect(titleAtStart('refund', LARGER)).toBe('refund');
  expect(entryService({ kind: 'consumer', route: '' }, LARGER)).toBe('payments-worker');
});

test('the compiler knows the new names', () => {
  type Table = typeof LARGER;
  expectTypeOf<NamesOf<Table, 'job'>>().toEqualTypeOf<'refund'>();
  expectTypeOf<Exclude<OptionalOf<Table>, OptionalOf<typeof PARTS>>>().toEqualTypeOf<'collector-b'>();
  expectTypeOf<PortNameOf<Table, 'collector-b', { forwarded: true }>>().toEqualTypeOf<
    'collectorBHttp' | 'collectorBMetrics' | 'collectorBHealth'
  >();
  expectTypeOf<UrlNameOf<Table, 'collector' | 'collector-b'>>().toEqualTypeOf<
    'otlpHttp' | 'collectorMetrics' | 'collectorBHttp' | 'collectorBMetrics'
  >();
  expectTypeOf<NamesOf<typeof PARTS, 'job'>>().toEqualTypeOf<never>();
});
