import { expect, test } from 'vitest';
import type { Api } from '#runtimes/kind/cluster/api.ts';
import { needDefaultStorage } from '#runtimes/kind/cluster/default-storage.ts';

const never = new AbortController().signal;
const withClasses = (...annotations: (Record<string, string> | undefined)[]) =>
  ({
    get: async () => ({ items: annotations.map((one) => ({ metadata: { annotations: one } })) }),
  }) as unknown as Api;

test('a cluster whose making was interrupted before its storage is refused, with the command that helps', async () => {
  for (const api of [
    withClasses(),
    withClasses(undefined, { 'storageclass.kubernetes.io/is-default-class': 'false' }),
  ])
    await expect(needDefaultStorage(api, 'spanwise', never)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[Error: the cluster “spanwise” has no default storage class, so nothing that keeps data can start in it: its making was interrupted. Have it made anew: kind delete cluster --name spanwise]`,
    );
});

test('a cluster with one that serves claims which name none is taken', async () => {
  const api = withClasses(undefined, { 'storageclass.kubernetes.io/is-default-class': 'true' });
  await expect(needDefaultStorage(api, 'spanwise', never)).resolves.toBeUndefined();
});
