import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

/** A YAML file as a person wrote it, to find places in. */
export interface YamlText {
  data: unknown;
  /** The first line that cannot be read, and why. */
  error?: { line: number; message: string };
  /** The line of the key at this path; of the nearest one around it where the path leads nowhere. */
  lineOf(path: readonly (string | number)[]): number | undefined;
}

/** Reads the text; what cannot be read is in `error`. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [first] = document.errors;
  const offsetOf = (path: readonly (string | number)[]): number | undefined => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === path.at(-1));
      if (isNode(pair?.key)) return pair.key.range?.[0];
    }
    const node = document.getIn(path, true);
    return isNode(node) ? node.range?.[0] : undefined;
  };
  return {
    data: first ? undefined : (document.toJS() as unknown),
    ...(first && {
      error: { line: lines.linePos(first.pos[0]).line, message: first.message.split('\n')[0]! },
    }),
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const offset = offsetOf(path.slice(0, length));
        if (offset !== undefined) return lines.linePos(offset).line;
      }
      return undefined;
    },
  };
}
