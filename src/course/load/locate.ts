import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';

/** Line and column, counted from 1, of the value at `path`; of the nearest mapping or list around it when it is missing. */
export function locate(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  atKey = false,
): { line: number; column: number } | undefined {
  const offset = (atKey ? keyOffset(document, path) : undefined) ?? valueOffset(document, path);
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === path.at(-1));
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
}

function valueOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}
