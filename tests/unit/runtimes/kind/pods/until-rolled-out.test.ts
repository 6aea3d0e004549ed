import type { V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';
import type { Api } from '#runtimes/kind/cluster/api.ts';
import { readPod } from '#runtimes/kind/pods/read-pod.ts';
import { untilRolledOut } from '#runtimes/kind/pods/until-rolled-out.ts';
import { pod } from './pod.ts';

const namespaces = { bookstore: 'bookstore', tracing: 'tracing' };
const { signal } = new AbortController();
const done = {
  metadata: { generation: 2 },
  spec: { replicas: 1 },
  status: { observedGeneration: 2, updatedReplicas: 1, replicas: 1 },
};

/** An API in which storefront's Deployment is as each of `looks` in turn, and all else is as it should be. */
function apiWith(looks: readonly unknown[], podsThere: readonly V1Pod[] = []) {
  let asked = 0;
  const get = async (path: string) => {
    if (path.endsWith('/pods')) return { items: path.includes('/bookstore/') ? podsThere : [] };
    if (!path.endsWith('/deployments/storefront')) return done;
    const look = looks[Math.min(asked++, looks.length - 1)];
    if (look === undefined) throw new Error('404');
    return look;
  };
  return { api: { get: get as Api['get'] }, asked: () => asked };
}

const waitFor = (looks: readonly unknown[]) => {
  const { api, asked } = apiWith(looks);
  const pods = { of: () => undefined };
  return untilRolledOut({ api, namespaces, pods, signal }).then(asked);
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

test('the watch is waited for until it has heard of the pod that stays', async () => {
  const old = pod('storefront', { ready: true }, { uid: 'old' });
  const leaving = pod('storefront', { ready: true }, { uid: 'old', deleted: true });
  const fresh = pod('storefront', { ready: true }, { uid: 'new' });
  const { api, asked } = apiWith([done], [leaving, fresh]);
  const heard = [old, leaving, fresh];
  // Each look asks once; what the watch has heard last stays so.
  const of = (part: string) =>
    part === 'storefront' ? readPod(heard[Math.min(asked() - 1, heard.length - 1)]!) : undefined;
  await untilRolledOut({ api, namespaces, pods: { of }, signal });
  expect(asked()).toBe(3);
});
