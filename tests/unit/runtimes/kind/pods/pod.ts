import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** A pod of one part, as the cluster describes it. */
export function pod(
  part: string,
  status: Partial<V1ContainerStatus> | undefined,
  more: { uid?: string; created?: string; deleted?: boolean; conditions?: unknown[] } = {},
): V1Pod {
  const { uid = 'u1', created = '2026-01-01T10:00:00Z', deleted, conditions } = more;
  return {
    metadata: {
      name: `${part}-${uid}`,
      namespace: 'bookstore',
      uid,
      labels: { 'app.kubernetes.io/name': part },
      creationTimestamp: created as unknown as Date,
      ...(deleted && { deletionTimestamp: created as unknown as Date }),
    },
    spec: { containers: [{ name: part, image: `spanwise/${part}:1` }] },
    status: {
      ...(conditions && { conditions: conditions as never }),
      ...(status && {
        containerStatuses: [
          {
            name: part,
            image: '',
            imageID: '',
            ready: false,
            restartCount: 0,
            ...status,
          } as V1ContainerStatus,
        ],
      }),
    },
  };
}
