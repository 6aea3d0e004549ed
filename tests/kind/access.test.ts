import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo } from '#runtimes/kind/cluster/connection.ts';
import { refuseTaken } from '#runtimes/kind/namespaces/claim-namespaces.ts';
import { tryPolicies } from '#runtimes/kind/namespaces/try-policies.ts';
import { startTimeOf } from '#runtimes/process/identity.ts';
import { type Bench, never, openBench } from './bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

const can = async (verb: string, what: string, namespace: string) =>
  (await bench.kubectl('auth', 'can-i', verb, what, '--namespace', namespace)).output.trim().endsWith('yes');

describe('kubectl in the learner’s terminal', () => {
  test.each(['bookstore', 'tracing'])('reads all and changes workloads in %s', async (namespace) => {
    const allowed = [
      ['list', 'pods'],
      ['get', 'pods/log'],
      ['list', 'resourcequotas'],
      ['create', 'pods/exec'],
      ['create', 'pods/portforward'],
      ['patch', 'deployments'],
      ['delete', 'pods'],
      ['update', 'configmaps'],
    ] as const;
    for (const [verb, what] of allowed)
      expect([verb, what, await can(verb, what, namespace)]).toEqual([verb, what, true]);
    const refused = [
      ['delete', 'resourcequotas'],
      ['patch', 'limitranges'],
      ['delete', 'networkpolicies'],
      ['create', 'rolebindings'],
      ['create', 'serviceaccounts/token'],
      ['patch', 'namespaces'],
    ] as const;
    for (const [verb, what] of refused)
      expect([verb, what, await can(verb, what, namespace)]).toEqual([verb, what, false]);
  });

  test('really works there, and nowhere else', async () => {
    const here = await bench.kubectl('get', 'pods');
    expect(here).toMatchObject({ ok: true, output: expect.stringContaining('storefront') as string });
    for (const place of [['--namespace', 'kube-system'], ['--namespace', 'spanwise'], ['--all-namespaces']]) {
      const there = await bench.kubectl('get', 'secrets', ...place);
      expect(there).toMatchObject({ ok: false, output: expect.stringContaining('Forbidden') as string });
    }
    const nodes = await bench.kubectl('get', 'nodes');
    expect(nodes.ok).toBe(false);
  });

  test('has a token that ends within the hour', async () => {
    const config = JSON.parse((await bench.kubectl('config', 'view', '--raw', '--output', 'json')).output);
    const [, claims] = (config.users[0].user.token as string).split('.');
    const { exp, iat, sub } = JSON.parse(Buffer.from(claims!, 'base64url').toString());
    expect(sub).toBe('system:serviceaccount:bookstore:learner');
    expect(exp - iat).toBeLessThanOrEqual(3607);
  });
});

test('a privileged pod is refused', async () => {
  const security = JSON.stringify({
    spec: { containers: [{ name: 'x', image: 'x:1', securityContext: { privileged: true } }] },
  });
  const made = await bench.kubectl('run', 'privileged', '--image', 'x:1', '--overrides', security);
  expect(made).toMatchObject({
    ok: false,
    output: expect.stringContaining('PodSecurity "restricted') as string,
  });
});

test('the trial of the network policies says what is so', async () => {
  const connection = connectTo(join(bench.stateFolder, 'kube', 'cluster.yaml'));
  const namespaces = { bookstore: 'bookstore', tracing: 'tracing' };
  const before = await tryPolicies(connection, namespaces, never);
  expect(before).toEqual({
    result: 'enforced',
    detail: 'enforced: a connection they forbid was not made',
  });
  // The same connection where policies allow it: a trial that could only say “enforced” would be none.
  const allow = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'for-the-test', namespace: 'bookstore' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
  };
  await connection.api.post('/apis/networking.k8s.io/v1/namespaces/bookstore/networkpolicies', allow, never);
  try {
    let after = before;
    for (let tries = 0; tries < 20 && after.result !== 'not-enforced'; tries += 1)
      after = await tryPolicies(connection, namespaces, never);
    expect(after.result).toBe('not-enforced');
  } finally {
    await bench.admin('delete', 'networkpolicy', '--namespace', 'bookstore', 'for-the-test');
  }
});

test('two servers do not share the namespaces of one learner', async () => {
  const connection = connectTo(join(bench.stateFolder, 'kube', 'cluster.yaml'));
  const namespaces = { bookstore: 'bookstore', tracing: 'tracing' };
  await expect(refuseTaken(connection.api, namespaces, never)).resolves.toBeUndefined();
  const other = `${hostname()} ${process.ppid} ${startTimeOf(process.ppid)}`;
  const annotate = (owner: string) =>
    bench.admin('annotate', '--overwrite', 'namespace', 'bookstore', `spanwise/server=${owner}`);
  await annotate(other);
  await expect(refuseTaken(connection.api, namespaces, never)).rejects.toThrow(
    `Process ${process.ppid} already runs a bench in the namespace “bookstore” of this cluster.`,
  );
  await annotate(`${hostname()} ${process.ppid} 1`);
  await expect(refuseTaken(connection.api, namespaces, never)).resolves.toBeUndefined();
});
