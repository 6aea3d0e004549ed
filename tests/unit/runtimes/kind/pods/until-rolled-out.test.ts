import { expect, test } from 'vitest';
import type { Api } from '#runtimes/kind/cluster/api.ts';
import { untilRolledOut } from '#runtimes/kind/pods/until-rolled-out.ts';

const namespaces = { bookstore: 'bookstore', tracing: 'tracing' };
const { signal } = new AbortController();
const done = {
  metadata: { generation: 2 },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, updatedReplicas: 1, replicas: 1 },
};

/** An API in which storefront's Deployment is as each of `looks` in turn, and all else is as it should be. */
function apiWith(looks: readonly unknown[]) {
  let asked = 0;
  const get = async (path: string) => {
    if (!path.endsWith('/deployments/storefront')) return done;
    const look = looks[Math.min(asked++, looks.length - 1)];
    if (look === undefined) throw new Error('404');
    return look;
  };
  return { api: { get: get as Api['get'] }, asked: () => asked };
}

const waitFor = (looks: readonly unknown[]) => {
  const { api, asked } = apiWith(looks);
  return untilRolledOut({ api, namespaces, signal } as Parameters<typeof untilRolledOut>[0]).then(asked);
};

test('a part is waited for until the cluster has seen its new template, made its pod and removed the old one', async () => {
  const unseen = { ...done, status: { ...done.status, observedGeneration: 1 } };
  const none = { ...done, status: { observedGeneration: 2, replicas: 0 } };
  const both = { ...done, status: { ...done.status, replicas: 2 } };
  expect(await waitFor([unseen, none, both, done])).toBe(4);
});

test('what is as it should be, or has no workload, is not waited for', async () => {
  expect(await waitFor([done])).toBe(1);
  expect(await waitFor([undefined])).toBe(1);
});
