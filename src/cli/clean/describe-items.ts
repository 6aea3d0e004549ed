import { basename } from 'node:path';
import type { ClusterClaim } from '#runtimes/kind/cluster/claim.ts';
import type { Item } from './item.ts';
import { sayBytes } from './size-of.ts';

/** The list a person decides by: each thing with its size, the learner's work told apart, and the sum. */
export function describeItems(
  removed: readonly Item[],
  kept: readonly Item[],
  clusters: { removed: readonly ClusterClaim[]; kept: readonly ClusterClaim[] } = { removed: [], kept: [] },
): string {
  const all = [...removed, ...kept, ...clusters.removed, ...clusters.kept];
  if (all.length === 0) return 'There is nothing to remove.';
  const sum = removed.reduce((bytes, item) => bytes + item.bytes, 0);
  return [
    ...(removed.length > 0
      ? [`To be removed, ${sayBytes(sum)}:`, ...removed.map(line)]
      : clusters.removed.length > 0
        ? []
        : ['There is nothing to remove.']),
    ...(clusters.removed.length > 0
      ? ['Clusters to be removed, with the pods and data in them:', ...clusters.removed.map(clusterLine)]
      : []),
    ...(kept.length > 0
      ? ['Kept, because a learner made it (npm run clean -- --all removes it too):', ...kept.map(line)]
      : []),
    ...(clusters.kept.length > 0
      ? [
          'Kept, for a quick next start (npm run clean -- --clusters removes them too):',
          ...clusters.kept.map(clusterLine),
        ]
      : []),
    'Not touched: node_modules, Go’s own caches (go clean -cache -modcache), images in Docker, and clusters that Spanwise did not make.',
  ].join('\n');
}

function clusterLine({ cluster, state }: ClusterClaim): string {
  return `  kind cluster ${cluster}  (made by instance ${basename(state)})`;
}

function line({ bytes, path, title }: Item): string {
  return `  ${sayBytes(bytes).padStart(8)}  ${path}  (${title})`;
}
