import type { Item } from './item.ts';
import { sayBytes } from './size-of.ts';

/** The list a person decides by: each thing with its size, the learner's work told apart, and the sum. */
export function describeItems(removed: readonly Item[], kept: readonly Item[]): string {
  if (removed.length === 0 && kept.length === 0) return 'There is nothing to remove.';
  const sum = removed.reduce((bytes, item) => bytes + item.bytes, 0);
  return [
    ...(removed.length > 0
      ? [`To be removed, ${sayBytes(sum)}:`, ...removed.map(line)]
      : ['There is nothing to remove.']),
    ...(kept.length > 0
      ? ['Kept, because a learner made it (npm run clean -- --all removes it too):', ...kept.map(line)]
      : []),
    'Not touched: node_modules, Go’s own caches (go clean -cache -modcache), and clusters of the kind runtime with their images (kind delete cluster --name spanwise).',
  ].join('\n');
}

function line({ bytes, path, title }: Item): string {
  return `  ${sayBytes(bytes).padStart(8)}  ${path}  (${title})`;
}
