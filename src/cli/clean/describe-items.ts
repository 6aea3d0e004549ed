import { basename } from 'node:path';
import type { ClusterClaim } from '#runtimes/kind/cluster/claim.ts';
import type { EngineImage } from '#runtimes/kind/images/engine-images.ts';
import type { Item } from './item.ts';
import { sayBytes } from './size-of.ts';

/** The list a person decides by: each thing with its size, the learner's work told apart, and the sum. */
export function describeItems(
  removed: readonly Item[],
  kept: readonly Item[],
  clusters: { removed: readonly ClusterClaim[]; kept: readonly ClusterClaim[] } = { removed: [], kept: [] },
  images: readonly EngineImage[] = [],
): string {
  const all = [...removed, ...kept, ...clusters.removed, ...clusters.kept, ...images];
  if (all.length === 0) return 'There is nothing to remove.';
  const sum = removed.reduce((bytes, item) => bytes + item.bytes, 0);
  return [
    ...(removed.length > 0
      ? [`To be removed, ${sayBytes(sum)}:`, ...removed.map(line)]
      : clusters.removed.length > 0 || images.length > 0
        ? []
        : ['There is nothing to remove.']),
    ...(clusters.removed.length > 0
      ? ['Clusters to be removed, with the pods and data in them:', ...clusters.removed.map(clusterLine)]
      : []),
    ...(images.length > 0 ? ['Images in Docker to be removed:', imageLine(images)] : []),
    ...(kept.length > 0
      ? ['Kept, because a learner made it (npm run clean -- --all removes it too):', ...kept.map(line)]
      : []),
    ...(clusters.kept.length > 0
      ? [
          'Kept, for a quick next start (npm run clean -- --clusters removes them too):',
          ...clusters.kept.map(clusterLine),
        ]
      : []),
    'Not touched: node_modules, Go’s own caches (go clean -cache -modcache), other images in Docker, and clusters that Spanwise did not make.',
  ].join('\n');
}

/** One line for all: after a few edits there are more of them than anybody reads. */
function imageLine(images: readonly EngineImage[]): string {
  const counts = new Map<string, number>();
  for (const { image } of images) {
    const [name = ''] = image.split(':');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const bytes = [...new Map(images.map(({ id, bytes: size }) => [id, size])).values()].reduce(
    (sum, size) => sum + size,
    0,
  );
  const names = [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name));
  return `  ${sayBytes(bytes).padStart(8)}  ${names.join(', ')}  (made of the programs of benches; clusters have their own)`;
}

function clusterLine({ cluster, state }: ClusterClaim): string {
  return `  kind cluster ${cluster}  (made by instance ${basename(state)})`;
}

function line({ bytes, path, title }: Item): string {
  return `  ${sayBytes(bytes).padStart(8)}  ${path}  (${title})`;
}
