import { expect, onTestFinished, test, vi } from 'vitest';
import { environmentFault } from '#runtimes/go/go-failure.ts';

const failed = (output: string) => environmentFault({ code: 1, signal: null, stdout: '', output });

test('a proxy that refuses is named, without its password', () => {
  vi.stubEnv('HTTPS_PROXY', 'http://ada:secret@127.0.0.1:9');
  onTestFinished(() => void vi.unstubAllEnvs());
  const said =
    'go: go.opentelemetry.io/otel@v1.47.0: Get "https://modules.example/go.opentelemetry.io/otel/@v/v1.47.0.mod": proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused';
  const fault = failed(said)!;
  expect(fault).toContain('HTTPS_PROXY is http://127.0.0.1:9');
  expect(fault).toContain('env -u HTTPS_PROXY npm start');
  expect(fault).not.toContain('secret');
});

test('a certificate of a company’s proxy is told from a network that is away', () => {
  const get = 'go: example.com/a@v1: Get "https://modules.example/a/@v/v1.mod": ';
  expect(
    failed(`${get}tls: failed to verify certificate: x509: certificate signed by unknown authority`),
  ).toContain('SSL_CERT_FILE');
  expect(failed(`${get}dial tcp: lookup modules.example: no such host`)).toContain(
    'check the network, or GOPROXY',
  );
});
