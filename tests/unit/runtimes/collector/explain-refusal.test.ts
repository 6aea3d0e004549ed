import { expect, test } from 'vitest';
import { explainRefusal } from '#runtimes/collector/explain-refusal.ts';

const TEXT = `receivers:
  otlp:
    protocols:
      grpc:
processors:
  memory_limitr:
  memory_limiter:
    limt_mib: 256
    limit_mib: lots
exporters:
  otlp_grpc/tempo:
    endpoint: \${env:TEMPO_OTL
    tls:
      insecure: yess
      insecur: 1
service:
  pipelins:
  pipelines:
    trace:
    traces:
      receivers: [otlp, zipkin]
      exporters: []
    traces/two:
      receivers: [otlp]
`;
const DECODING =
  'Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):';
const ofComponent = (kind: string, id: string, ...lines: string[]) =>
  [
    DECODING,
    '',
    `'${kind}' error reading configuration for "${id}": decoding failed due to the following error(s):`,
    '',
    ...lines,
  ].join('\n');

// Each is what Collector 0.159 says of such a file.
test.each([
  [
    'a receiver that is not there',
    'Error: service::pipelines::traces: references receiver "zipkin" which is not configured',
    21,
  ],
  ['an empty list', 'Error: service::pipelines::traces: must have at least one exporter', 22],
  ['a list that is not there', 'Error: service::pipelines::traces/two: must have at least one exporter', 23],
  [
    'an unknown component',
    `${DECODING}\n\n'processors' unknown type: "memory_limitr" for id: "memory_limitr" (valid values: [batch])`,
    6,
  ],
  [
    'an unknown key',
    ofComponent('processors', 'memory_limiter', "'memorylimiter.Config' has invalid keys: limt_mib"),
    8,
  ],
  [
    'a value of another type',
    ofComponent(
      'processors',
      'memory_limiter',
      "'limit_mib' expected type 'uint32', got unconvertible type 'string'",
    ),
    9,
  ],
  ['a key deep inside', ofComponent('exporters', 'otlp_grpc/tempo', "'tls' has invalid keys: insecur"), 15],
  ['an unknown key of the service', `${DECODING}\n\n'service' has invalid keys: pipelins`, 17],
  [
    'an unknown signal',
    `${DECODING}\n\n'service.pipelines' in "trace" id: unknown pipeline signal: "trace"`,
    19,
  ],
  [
    'a value that a component refuses',
    'Error: exporters::otlp_grpc/tempo::clientconfig: invalid port "TEMPO_OTL"',
    11,
  ],
  [
    'a port that is taken',
    'ended with exit code 1\n{"level":"info","msg":"Shutdown complete."}\nError: cannot start pipelines: failed to start "otlp" receiver: listen tcp 127.0.0.1:4317: bind: address already in use',
    2,
  ],
])('%s is found in the file', (_, said, line) => {
  const { message, ...place } = explainRefusal(said, TEXT);
  expect(place).toMatchObject({ line, path: expect.any(String) as string });
  expect(message).not.toMatch(/failed to get config|error reading configuration|Shutdown/);
  expect(said).toContain(message);
});

test('what is no YAML is told with its line, before anything the Collector says', () => {
  expect(explainRefusal('Error: whatever', 'receivers:\n  otlp: [\n')).toMatchObject({
    message: expect.stringMatching(/^YAML: /),
    line: 3,
  });
  expect(explainRefusal('Error: whatever', 'a: 1\nb: 2\na: 3\n')).toMatchObject({ line: 3 });
});

test('what names no place is told as it is', () => {
  expect(explainRefusal('Error: no receiver configuration specified in config', '')).toEqual({
    message: 'no receiver configuration specified in config',
  });
});
