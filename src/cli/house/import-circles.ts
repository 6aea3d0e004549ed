import { importsOf, targetOf } from './import-arrows.ts';
import type { Tree } from './tree.ts';

/**
 * No file imports itself by way of others, not even for types: files in a circle can only be read, tested and moved
 * together.
 */
export function importCircles(tree: Tree): string[] {
  const imports = new Map(
    tree.files
      .filter((file) => /^(src|labs\/[^/]+)\/.*\.(ts|astro)$/.test(file))
      .map((file) => [file, importsOf(tree.text(file)).flatMap((wanted) => targetOf(file, wanted) ?? [])]),
  );
  return circlesIn(imports).map((circle) => {
    const way = [...circle, circle[0]].map((file) => file!.replace(/^src\//, '')).join(' → ');
    return `${circle[0]}: imports itself by way of others (${way}). Move what two of them need into a file of its own.`;
  });
}

/** One circle for each import that closes one, each beginning with the file that comes first in the alphabet. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles = new Map<string, string[]>();
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = fromFirst(path.slice(at));
      circles.set(circle.join(), circle);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const target of imports.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of imports.keys()) visit(file);
  return [...circles.values()];
}

function fromFirst(circle: string[]): string[] {
  const first = circle.indexOf(circle.toSorted()[0]!);
  return [...circle.slice(first), ...circle.slice(0, first)];
}
